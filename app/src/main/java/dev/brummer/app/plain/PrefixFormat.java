package dev.brummer.app.plain;

import dev.brummer.engine.log.LineBlock;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.Utf8Sanitizer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/// `name | line`, each name padded to the longest and in a colour of its own.
///
/// A line that the store had to cut is put together again, unless another process's line came in
/// between.
final class PrefixFormat implements LineFormat {
  private static final byte[] RESET = bytes("\033[0m");
  private static final byte[] DIM = bytes("\033[2m");
  private static final int[] PALETTE = {36, 33, 32, 35, 34, 96, 93, 92, 95, 94};
  private static final int NONE = -1;

  private final PrefixTemplate template;
  private final IntFunction<String> names;
  private final int width;
  private final boolean colour;
  private final boolean terminal;
  private final TimestampWriter timestamps;

  /// By process; the time goes between each two pieces.
  private byte[][][] prefixes = new byte[16][][];

  private int openLineProcess = NONE;

  /// @param names of processes by id
  /// @param width columns that a name takes
  /// @param terminal whether a terminal reads the output: invalid UTF-8 is then replaced, because
  ///   some terminals take single bytes 80 to 9F for control characters
  PrefixFormat(
      PrefixTemplate template,
      IntFunction<String> names,
      int width,
      boolean colour,
      boolean terminal,
      ZoneId zone) {
    this.template = template;
    this.names = names;
    this.width = width;
    this.colour = colour;
    this.terminal = terminal;
    this.timestamps = new TimestampWriter(zone);
  }

  @Override
  public void printLine(StoredLine line, BufferedOutput out) {
    if (openLineProcess != line.process()) {
      endOpenLine(out);
      writePrefix(line.process(), line.atMillis(), out);
    }
    byte[] text = terminal ? Utf8Sanitizer.sanitize(line.text()) : line.text();
    out.put(text);
    if (line.cut()) {
      openLineProcess = line.process();
      return;
    }
    openLineProcess = NONE;
    if (colour && hasEscape(text)) {
      out.put(RESET);
    }
    out.put((byte) '\n');
  }

  @Override
  public void printLines(LineBlock block, BufferedOutput out) {
    byte[][] pieces = pieces(block.process());
    boolean perLine = colour || terminal || pieces.length > 1;
    if (perLine || openLineProcess != NONE || block.hasCutLine()) {
      for (int i = 0; i < block.count(); i++) {
        printLine(block.line(i), out);
      }
      return;
    }
    byte[] text = block.text();
    int from = 0;
    for (int i = 0; i < block.count(); i++) {
      int to = block.end(i);
      out.putLine(pieces[0], text, from, to - from);
      from = to;
    }
  }

  @Override
  public void printState(
      int process, String word, String cause, long atMillis, BufferedOutput out) {}

  @Override
  public void printNotice(
      int process, String text, long atMillis, BufferedOutput out, BufferedOutput err) {
    endOpenLine(out);
    out.flush();
    writePrefix(process, atMillis, err);
    if (colour) {
      err.put(DIM);
    }
    err.put(bytes(text));
    if (colour) {
      err.put(RESET);
    }
    err.put((byte) '\n');
    err.flush();
  }

  private void endOpenLine(BufferedOutput out) {
    if (openLineProcess != NONE) {
      out.put((byte) '\n');
      openLineProcess = NONE;
    }
  }

  private void writePrefix(int process, long atMillis, BufferedOutput out) {
    byte[][] pieces = pieces(process);
    out.put(pieces[0]);
    for (int i = 1; i < pieces.length; i++) {
      timestamps.write(atMillis, out);
      out.put(pieces[i]);
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
    List<String> texts = template.pieces(name + " ".repeat(Math.max(0, width - name.length())));
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
