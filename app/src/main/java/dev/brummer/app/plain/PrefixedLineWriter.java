package dev.brummer.app.plain;

import dev.brummer.engine.log.LineBlock;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.AnsiStripper;
import dev.brummer.engine.text.PrintableAscii;
import dev.brummer.engine.text.VisibleText;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Lines as `name | line`, with names padded to equal width and one colour per process.
///
/// With colours, each line closes the attributes and the hyperlink that it leaves open; without, no
/// escape sequence is printed at all.
///
/// Joins the parts of a line that the store had to cut, unless a line of another process comes
/// between them.
final class PrefixedLineWriter implements LineWriter {
  private static final byte[] RESET = bytes("\033[0m");
  private static final byte[] END_OF_LINK = bytes("\033]8;;\033\\");
  private static final byte[] LINK = bytes("\033]8;");
  private static final byte[] END_OF_LINE = {'\n'};
  private static final byte[] END_OF_STYLED_LINE = bytes("\033[0m\n");
  private static final byte[] END_OF_LINKED_LINE = bytes("\033]8;;\033\\\033[0m\n");
  private static final byte[] DIM = bytes("\033[2m");
  private static final int[] PALETTE = {36, 33, 32, 35, 34, 96, 93, 92, 95, 94};
  private static final int NONE = -1;

  /// Maximum length of a name in a prefix; longer ones are truncated.
  private static final int MAX_NAME = 80;

  private final Layout layout;
  private final boolean colour;
  private final IntFunction<String> names;
  private final BufferedOutput out;
  private final BufferedOutput err;
  private final TimestampWriter timestamps;

  /// Pieces of the prefix by process id; the time goes between two pieces.
  private byte[][][] prefixes = new byte[16][][];

  private int openLineProcess = NONE;

  /// Whether the open line has escape sequences, and hyperlinks among them.
  private boolean openLineStyled;

  private boolean openLineLinked;
  private byte[] plain = new byte[256];

  /// Appearance of the prefixes.
  ///
  /// @param nameWidth columns that names are padded to
  /// @param zone time zone of timestamps; called if a prefix has one
  record Layout(PrefixTemplate template, int nameWidth, boolean colour, Supplier<ZoneId> zone) {}

  /// @param names process names by id
  /// @param out receives lines
  /// @param err receives notices; may be the same as `out`
  PrefixedLineWriter(
      Layout layout, IntFunction<String> names, BufferedOutput out, BufferedOutput err) {
    this.layout = layout;
    this.colour = layout.colour;
    this.names = names;
    this.out = out;
    this.err = err;
    this.timestamps = new TimestampWriter(layout.zone);
  }

  @Override
  public void writeLine(StoredLine line) {
    if (openLineProcess != line.process()) {
      endOpenLine();
      writePrefix(line.process(), line.atMillis(), out);
    }
    byte[] text = colour ? line.text() : AnsiStripper.strip(line.text());
    out.write(text);
    if (colour) {
      recordSequences(text);
    }
    if (line.cut()) {
      openLineProcess = line.process();
    } else {
      endLine();
    }
  }

  private void recordSequences(byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (text[i] == LINK[0]) {
        openLineStyled = true;
        openLineLinked |= i + 1 < text.length && text[i + 1] == LINK[1];
      }
    }
  }

  /// What is printed behind a line with escape sequences.
  private static byte[] endOfStyled(byte[] text, int from, int to) {
    boolean styled = false;
    for (int i = from; i < to; i++) {
      if (text[i] == LINK[0]) {
        styled = true;
        if (i + 1 < to && text[i + 1] == LINK[1]) {
          return END_OF_LINKED_LINE;
        }
      }
    }
    return styled ? END_OF_STYLED_LINE : END_OF_LINE;
  }

  private void endLine() {
    openLineProcess = NONE;
    if (openLineLinked) {
      out.write(END_OF_LINK);
    }
    if (openLineStyled) {
      out.write(RESET);
    }
    openLineLinked = false;
    openLineStyled = false;
    out.write('\n');
  }

  @Override
  public void writeLines(LineBlock block) {
    byte[][] pieces = pieces(block.process());
    if (pieces.length > 1 || openLineProcess != NONE || block.hasCutLine()) {
      for (int i = 0; i < block.count(); i++) {
        writeLine(block.line(i));
      }
      return;
    }
    byte[] prefix = pieces[0];
    boolean printable =
        block.isPrintable() && PrintableAscii.end(prefix, 0, prefix.length) == prefix.length;
    byte[] text = block.text();
    int from = 0;
    for (int i = 0; i < block.count(); i++) {
      int to = block.end(i);
      if (!block.isStyled(i)) {
        out.writeLine(prefix, text, from, to - from, END_OF_LINE, printable);
      } else if (colour) {
        out.writeLine(prefix, text, from, to - from, endOfStyled(text, from, to), false);
      } else {
        int length = strip(text, from, to); // may replace the buffer
        out.writeLine(prefix, plain, 0, length, END_OF_LINE, false);
      }
      from = to;
    }
  }

  /// Writes a line without its escape sequences to `plain` and returns its length.
  private int strip(byte[] text, int from, int to) {
    if (plain.length < to - from) {
      plain = new byte[Math.max(to - from, plain.length * 2)];
    }
    return AnsiStripper.strip(text, from, to, plain);
  }

  @Override
  public void writeState(int process, String state, String cause, long atMillis) {}

  @Override
  public void writeReady(int process, String evidence, long atMillis) {}

  @Override
  public void writeUrl(int process, String url, String scope, long atMillis) {}

  @Override
  public void writeRoute(int process, String url, String proxied, long atMillis) {
    writeNotice(process, url + " is proxied at " + proxied, atMillis);
  }

  @Override
  public void writeNotice(int process, String text, long atMillis) {
    endOpenLine();
    out.flush();
    writePrefix(process, atMillis, err);
    if (colour) {
      err.write(DIM);
    }
    err.write(bytes(VisibleText.line(text)));
    if (colour) {
      err.write(RESET);
    }
    err.write('\n');
    err.flush();
  }

  private void endOpenLine() {
    if (openLineProcess != NONE) {
      endLine();
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
    String name = VisibleText.bounded(names.apply(process), MAX_NAME);
    int width = Math.min(layout.nameWidth, MAX_NAME);
    String padding = " ".repeat(Math.max(0, width - name.length()));
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

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
