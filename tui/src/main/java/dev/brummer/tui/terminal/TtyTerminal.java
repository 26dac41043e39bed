package dev.brummer.tui.terminal;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyDecodingProfile;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.terminal.ansi.UnixLikeTerminal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Lanterna terminal on a tty with three differences: the line discipline is set by one process
/// instead of five, the size is read with `stty` instead of a query that terminals may not respond
/// to, and there is no shutdown hook, because [TerminalController] restores the terminal.
final class TtyTerminal extends UnixLikeTerminal {
  private static final int BUFFER_SIZE = 1 << 16;

  /// Disables signal keys and flow control, and maps CR to LF so that Enter has one code
  /// everywhere.
  private static final String SET_RAW_MODE =
      "stty -icanon -echo -isig -ixon -iexten icrnl min 1 time 0";

  private final Stty stty;
  private final OutputStream out;
  private String savedSettings = "";
  private TerminalSize size = new TerminalSize(80, 24);

  TtyTerminal(InputStream in, OutputStream out, Stty stty) throws IOException {
    OutputStream buffered = new BufferedOutputStream(out, BUFFER_SIZE);
    this.stty = stty;
    this.out = buffered;
    super(new EscapeTimeoutStream(in), buffered, StandardCharsets.UTF_8, CtrlCBehaviour.TRAP);
    getInputDecoder().setTimeoutUnits(0);
  }

  /// Does nothing but set a default size. [#enterRawMode] acquires the terminal.
  @Override
  protected void acquire() {
    onResized(80, 24);
  }

  /// Reads settings and size without changing anything.
  synchronized void readSettings() throws IOException {
    if (savedSettings.isEmpty()) {
      String[] lines = stty.run("stty -g && stty size").split("\n");
      parseSize(lines.length > 1 ? lines[1] : "");
      savedSettings = lines[0].trim();
    }
  }

  /// Saves the settings on the first call, reads the size and enters raw mode.
  synchronized void enterRawMode() throws IOException {
    if (savedSettings.isEmpty()) {
      String[] lines =
          stty.run("saved=$(stty -g) && echo \"$saved\" && stty size && " + SET_RAW_MODE)
              .split("\n");
      savedSettings = lines[0].trim();
      parseSize(lines.length > 1 ? lines[1] : "");
    } else {
      parseSize(stty.run("saved=" + savedSettings + " && stty size && " + SET_RAW_MODE));
    }
  }

  /// Reads the terminal size again.
  void refreshSize() throws IOException {
    parseSize(stty.run("stty size"));
  }

  private void parseSize(String printed) {
    String[] numbers = printed.trim().split(" ");
    if (numbers.length == 2) {
      int rows = Integer.parseInt(numbers[0]);
      int columns = Integer.parseInt(numbers[1]);
      size = rows > 0 && columns > 0 ? new TerminalSize(columns, rows) : new TerminalSize(80, 24);
    }
  }

  @Override
  protected TerminalSize findTerminalSize() {
    return size == null ? new TerminalSize(80, 24) : size;
  }

  TerminalSize size() {
    return size;
  }

  /// Waits for the next event.
  InputEvent readEvent() throws IOException {
    KeyStroke stroke = getInputDecoder().getNextCharacter(true);
    if (stroke instanceof InputSequenceDecoder.Decoded decoded) {
      return decoded.event();
    }
    return stroke != null && stroke.getKeyType() == KeyType.EOF
        ? new InputEvent.EndOfInput()
        : new InputEvent.Ignored();
  }

  @Override
  protected KeyDecodingProfile getDefaultKeyDecodingProfile() {
    return () -> List.of(new InputSequenceDecoder());
  }

  void write(byte[] bytes, int count) throws IOException {
    out.write(bytes, 0, count);
    out.flush();
  }

  @Override
  protected void restoreTerminalSettings() throws IOException {
    if (!savedSettings.isEmpty()) {
      stty.run("saved=; stty " + savedSettings);
    }
  }

  @Override
  protected void registerTerminalResizeListener(Runnable listener) {}

  @Override
  protected void saveTerminalSettings() {}

  @Override
  protected void keyEchoEnabled(boolean enabled) {}

  @Override
  protected void canonicalMode(boolean enabled) {}

  @Override
  protected void keyStrokeSignalsEnabled(boolean enabled) {}
}
