package dev.brummer.engine.detect.line;

import dev.brummer.engine.log.LineBlock;
import dev.brummer.engine.log.assemble.AnsiStripper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line without escape sequences, with the bits of its [Keyword]s. Reused for every line and
/// confined to the worker that calls the detectors; a detector copies what it keeps.
///
/// Only the first [#MAX_BYTES] bytes of a line are considered, which bounds the work per line.
public final class ScannedLine {
  public static final int MAX_BYTES = 4096;

  private static final byte[] NONE = {};

  private byte[] plain = new byte[512];
  private int length;
  private int process;
  private long number;
  private long atMillis;
  private long keywords;
  private @Nullable String text;

  /// Stored bytes of a line with hyperlinks; empty for any other line.
  private byte[] linked = NONE;

  private int linkedFrom;
  private int linkedTo;

  /// A standalone line, for tests.
  public static ScannedLine of(int process, long number, String text) {
    return of(process, number, text.getBytes(StandardCharsets.UTF_8));
  }

  /// A standalone line in the encoding of the log store, for tests.
  public static ScannedLine of(int process, long number, byte[] stored) {
    ScannedLine line = new ScannedLine();
    line.load(process, number, 0, stored, 0, stored.length);
    line.keywords = line.scanKeywords();
    return line;
  }

  /// Loads line `index` of a block and scans it for keywords.
  public void load(LineBlock block, int index) {
    load(block, index, 0);
    keywords = scanKeywords();
  }

  /// Loads line `index` of a block.
  ///
  /// @param keywords bits of the line
  public void load(LineBlock block, int index, long keywords) {
    int from = block.begin(index);
    load(
        block.process(),
        block.first() + index,
        block.atMillis(),
        block.text(),
        from,
        block.end(index));
    this.keywords = keywords;
  }

  private void load(int process, long number, long atMillis, byte[] stored, int from, int to) {
    this.process = process;
    this.number = number;
    this.atMillis = atMillis;
    text = null;
    int end = Math.min(to, from + MAX_BYTES);
    if (plain.length < end - from) {
      plain = new byte[MAX_BYTES];
    }
    length = AnsiStripper.strip(stored, from, end, plain);
    boolean hasLinks = length < end - from && Hyperlink.occursIn(stored, from, end);
    linked = hasLinks ? stored : NONE;
    linkedFrom = from;
    linkedTo = end;
  }

  private long scanKeywords() {
    return keywords(plain, 0, length) | (linked.length == 0 ? 0 : Keyword.HTTP.bit());
  }

  /// Hyperlinks of the line, in order; empty for almost every line. Valid until the next line is
  /// loaded.
  public List<Hyperlink> links() {
    return linked.length == 0 ? List.of() : Hyperlink.findAll(linked, linkedFrom, linkedTo);
  }

  /// Keyword bits of `[from, to)`, which must not contain escape sequences.
  public static long keywords(byte[] text, int from, int to) {
    return KeywordMatcher.ALL.find(text, from, to) | shapeKeywords(text, from, to);
  }

  /// Keywords of `[from, to)` that depend on the line's shape, not on a literal.
  public static long shapeKeywords(byte[] text, int from, int to) {
    if (from == to) {
      return 0;
    }
    long absolutePath = text[from] == '/' ? Keyword.ABSOLUTE_PATH.bit() : 0;
    boolean indentedColon = text[from] == ' ' && text[to - 1] == ':';
    return absolutePath | (indentedColon ? Keyword.INDENTED_COLON.bit() : 0);
  }

  public long keywords() {
    return keywords;
  }

  public int process() {
    return process;
  }

  public long number() {
    return number;
  }

  public long atMillis() {
    return atMillis;
  }

  public boolean has(Keyword keyword) {
    return (keywords & keyword.bit()) != 0;
  }

  public boolean hasAny(long bits) {
    return (keywords & bits) != 0;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /// Text without trailing white space. Decoded on first use.
  public String text() {
    String decoded = text;
    if (decoded == null) {
      decoded = new String(plain, 0, length, StandardCharsets.UTF_8).stripTrailing();
      text = decoded;
    }
    return decoded;
  }
}
