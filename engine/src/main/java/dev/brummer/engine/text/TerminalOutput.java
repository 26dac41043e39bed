package dev.brummer.engine.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Standard output or standard error behind a [TerminalGate]. All text of the program goes through
/// one of these; the only control sequences it adds are the cursor movements of [#rewriteLine] and
/// [#redraw].
///
/// The methods that take text are thread-safe and write it with one call. Like those of a
/// `PrintStream`, they throw nothing; [#failure] has the reason. The streams throw it.
public final class TerminalOutput {
  private static final String ERASE_LINE = "\r\u001b[K";
  private static final String ERASE_BELOW = "\r\u001b[J";

  private final OutputStream out;
  private final TerminalGate text;
  private final TerminalGate styled;
  private final TerminalGate json;
  private volatile @Nullable IOException failure;

  /// @param out the terminal, pipe or file; unbuffered
  public TerminalOutput(OutputStream out) {
    this.out = out;
    this.text = new TerminalGate(out, TerminalGate.Content.TEXT);
    this.styled = new TerminalGate(out, TerminalGate.Content.STYLED);
    this.json = new TerminalGate(out, TerminalGate.Content.JSON);
  }

  /// Prints text; escape sequences in it are shown, not sent.
  public void print(String content) {
    write(text, content);
  }

  /// Prints text and a line feed.
  public void println(String content) {
    write(text, content + "\n");
  }

  /// Prints text with SGR and hyperlinks, and a line feed.
  public void printlnStyled(String content) {
    write(styled, content + "\n");
  }

  /// Prints JSON text.
  public void printJson(String content) {
    write(json, content);
  }

  /// Replaces the current line of a terminal by a text that may contain SGR and no line feed; the
  /// cursor stays behind it.
  public synchronized void rewriteLine(String content) {
    writeControl(ERASE_LINE);
    write(styled, content.replace('\n', '␊'));
  }

  /// Replaces the `drawn` lines above the cursor of a terminal by others.
  public synchronized void redraw(int drawn, List<String> lines) {
    writeControl((drawn > 0 ? "\u001b[" + drawn + "A" : "") + ERASE_BELOW);
    StringBuilder all = new StringBuilder();
    lines.forEach(line -> all.append(line.replace('\n', '␊')).append('\n'));
    write(styled, all.toString());
  }

  /// A stream of text without escape sequences.
  public TerminalGate text() {
    return text;
  }

  /// A stream of text with SGR and hyperlinks.
  public TerminalGate styled() {
    return styled;
  }

  /// A stream of JSON text.
  public TerminalGate json() {
    return json;
  }

  /// The first failure of a write, other than that the reader has gone; null if there is none.
  public @Nullable IOException failure() {
    return failure;
  }

  private void onFailure(IOException failed) {
    boolean readerGone = String.valueOf(failed.getMessage()).contains("Broken pipe");
    if (failure == null && !readerGone) {
      failure = failed;
    }
  }

  private synchronized void write(TerminalGate gate, String content) {
    try {
      gate.write(content.getBytes(StandardCharsets.UTF_8));
      gate.finish();
      gate.flush();
    } catch (IOException failed) {
      onFailure(failed);
    }
  }

  private void writeControl(String sequence) {
    try {
      out.write(sequence.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException failed) {
      onFailure(failed);
    }
  }
}
