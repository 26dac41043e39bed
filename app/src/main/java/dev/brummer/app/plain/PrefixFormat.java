package dev.brummer.app.plain;

import dev.brummer.engine.log.LineBlock;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.Utf8Sanitizer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/// Lines as `name | line`, with names padded to equal width and one colour per process.
///
/// Joins the parts of a line that the store had to cut, unless a line of another process comes
/// between them.
final class PrefixFormat implements LineFormat {
  private static final byte[] RESET = bytes("\033[0m");
  private static final byte[] DIM = bytes("\033[2m");
  private static final int[] PALETTE = {36, 33, 32, 35, 34, 96, 93, 92, 95, 94};
  private static final int NONE = -1;

  private final Layout layout;
  private final boolean colour;
  private final boolean terminal;
  private final IntFunction<String> names;
  private final BufferedOutput out;
  private final BufferedOutput err;
  private final TimestampWriter timestamps;

  /// Pieces of the prefix by process id; the time goes between two pieces.
  private byte[][][] prefixes = new byte[16][][];

  private int openLineProcess = NONE;

  /// Appearance of the prefixes.
  ///
  /// @param nameWidth columns that names are padded to
  /// @param terminal true if a terminal reads the output: invalid UTF-8 is then replaced, because
  ///   some terminals interpret single bytes 80 to 9F as control characters
  /// @param zone time zone of timestamps
  record Layout(
      PrefixTemplate template, int nameWidth, boolean colour, boolean terminal, ZoneId zone) {}

  /// @param names process names by id
  /// @param out receives lines
  /// @param err receives notices; may be the same as `out`
  PrefixFormat(Layout layout, IntFunction<String> names, BufferedOutput out, BufferedOutput err) {
    this.layout = layout;
    this.colour = layout.colour;
    this.terminal = layout.terminal;
    this.names = names;
    this.out = out;
    this.err = err;
    this.timestamps = new TimestampWriter(layout.zone);
  }

  @Override
  public void printLine(StoredLine line) {
    if (openLineProcess != line.process()) {
      endOpenLine();
      writePrefix(line.process(), line.atMillis(), out);
    }
    byte[] text = terminal ? Utf8Sanitizer.sanitize(line.text()) : line.text();
    out.write(text);
    if (line.cut()) {
      openLineProcess = line.process();
      return;
    }
    openLineProcess = NONE;
    if (colour && hasEscape(text)) {
      out.write(RESET);
    }
    out.write('\n');
  }

  @Override
  public void printLines(LineBlock block) {
    byte[][] pieces = pieces(block.process());
    boolean perLine = colour || terminal || pieces.length > 1;
    if (perLine || openLineProcess != NONE || block.hasCutLine()) {
      for (int i = 0; i < block.count(); i++) {
        printLine(block.line(i));
      }
      return;
    }
    byte[] text = block.text();
    int from = 0;
    for (int i = 0; i < block.count(); i++) {
      int to = block.end(i);
      out.writeLine(pieces[0], text, from, to - from);
      from = to;
    }
  }

  @Override
  public void printState(int process, String state, String cause, long atMillis) {}

  @Override
  public void printNotice(int process, String text, long atMillis) {
    endOpenLine();
    out.flush();
    writePrefix(process, atMillis, err);
    if (colour) {
      err.write(DIM);
    }
    err.write(bytes(text));
    if (colour) {
      err.write(RESET);
    }
    err.write('\n');
    err.flush();
  }

  private void endOpenLine() {
    if (openLineProcess != NONE) {
      out.write('\n');
      openLineProcess = NONE;
    }
  }

  private void writePrefix(int process, long atMillis, BufferedOutput target) {
    byte[][] pieces = pieces(process);
    target.write(pieces[0]);
    for (int i = 1; i < pieces.length; i++) {
      timestamps.write(atMillis, target);
      target.write(pieces[i]);
    }
  }

  private byte[][] pieces(int process) {
    byte[][] pieces = process < prefixes.length ? prefixes[process] : null;
    return pieces == null ? createPieces(process) : pieces;
  }

  private byte[][] createPieces(int process) {
    if (process >= prefixes.length) {
      prefixes = Arrays.copyOf(prefixes, Math.max(process + 1, prefixes.length * 2));
    }
    String name = names.apply(process);
    String padding = " ".repeat(Math.max(0, layout.nameWidth - name.length()));
    List<String> texts = layout.template.pieces(name + padding);
    byte[][] pieces = new byte[texts.size()][];
    for (int i = 0; i < pieces.length; i++) {
      String before = i == 0 ? "\033[" + PALETTE[process % PALETTE.length] + "m" : "";
      String after = i == pieces.length - 1 ? "\033[0m" : "";
      pieces[i] = bytes(colour ? before + texts.get(i) + after : texts.get(i));
    }
    prefixes[process] = pieces;
    return pieces;
  }

  private static boolean hasEscape(byte[] text) {
    for (byte b : text) {
      if (b == 0x1b) {
        return true;
      }
    }
    return false;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
