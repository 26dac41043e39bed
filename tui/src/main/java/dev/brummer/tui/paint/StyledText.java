package dev.brummer.tui.paint;

import dev.brummer.engine.text.TextWidth;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Immutable text with a style per code point, free of control characters and tabs.
///
/// Stored compactly, because every visible line has one: one byte per character for Latin-1 text,
/// and one style per run of equal styles.
public final class StyledText {
  private static final int[] NONE = {};

  private final byte[] latin1;
  private final int[] codePoints;
  private final int[] runEnds;
  private final long[] runStyles;
  private final int length;
  private final List<Link> links;

  /// Range of characters inside an OSC 8 hyperlink.
  record Link(int from, int to, String target) {}

  /// Copies the first `length` entries of the arrays.
  StyledText(int[] codePoints, long[] styles, int length, List<Link> links) {
    int highest = 0;
    int runs = length == 0 ? 0 : 1;
    for (int i = 0; i < length; i++) {
      highest |= codePoints[i];
      runs += i > 0 && styles[i] != styles[i - 1] ? 1 : 0;
    }
    boolean latin = highest < 0x100;
    this.codePoints = latin ? NONE : Arrays.copyOf(codePoints, length);
    this.latin1 = latin ? new byte[length] : new byte[0];
    for (int i = 0; i < latin1.length; i++) {
      latin1[i] = (byte) codePoints[i];
    }
    this.runEnds = new int[runs];
    this.runStyles = new long[runs];
    for (int i = 0, run = 0; run < runs; i++) {
      if (i + 1 == length || styles[i + 1] != styles[i]) {
        runEnds[run] = i + 1;
        runStyles[run++] = styles[i];
      }
    }
    this.length = length;
    this.links = links;
  }

  int codePoint(int index) {
    return codePoints.length > 0 ? codePoints[index] : latin1[index] & 0xff;
  }

  /// Returns the style run of a character, searching forward from run `from`.
  int runIndex(int index, int from) {
    int at = from;
    while (runEnds[at] <= index) {
      at++;
    }
    return at;
  }

  long runStyle(int run) {
    return runStyles[run];
  }

  long style(int index) {
    return runStyles[runIndex(index, 0)];
  }

  /// Number of code points.
  public int length() {
    return length;
  }

  /// The plain text, as copied to the clipboard.
  @Override
  public String toString() {
    return text(0, length);
  }

  /// Returns the end of the row that starts at `from` and is at most `columns` wide. The row has at
  /// least one code point, so iteration always terminates.
  public int rowEnd(int from, int columns) {
    int width = 0;
    int at = from;
    while (at < length) {
      width += TextWidth.of(codePoint(at));
      if (width > columns) {
        return Math.max(at, from + 1);
      }
      at++;
    }
    return length;
  }

  /// Like [#rowEnd], but after the last blank in the second half of the row if there is one, else
  /// after the last slash.
  public int wordEnd(int from, int columns) {
    int end = rowEnd(from, columns);
    if (end == length) {
      return end;
    }
    if (codePoint(end) == ' ') {
      return end + 1;
    }
    int blank = lastIndex(' ', from, end);
    int last = blank >= 0 ? blank : lastIndex('/', from, end);
    return last >= 0 ? last + 1 : end;
  }

  /// The last occurrence in the second half of `[from, to)`, or -1. The slashes of `http://` do not
  /// count.
  private int lastIndex(char wanted, int from, int to) {
    for (int at = to - 1; at > from + (to - from) / 2; at--) {
      boolean doubled = codePoint(at + 1) == wanted || codePoint(at - 1) == wanted;
      if (codePoint(at) == wanted && (wanted == ' ' || !doubled)) {
        return at;
      }
    }
    return -1;
  }

  /// Whether the characters in `[from, to)` are blanks.
  public boolean isBlank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (codePoint(i) != ' ') {
        return false;
      }
    }
    return true;
  }

  /// Width in columns of the characters in `[from, to)`.
  public int columns(int from, int to) {
    int width = 0;
    for (int at = from; at < Math.min(to, length); at++) {
      width += TextWidth.of(codePoint(at));
    }
    return width;
  }

  /// Returns the index of the character `columns` right of the one at `from`, or [#length] after
  /// the last.
  public int indexAt(int from, int columns) {
    int width = 0;
    for (int at = from; at < length; at++) {
      width += TextWidth.of(codePoint(at));
      if (width > columns) {
        return at;
      }
    }
    return length;
  }

  /// A substring of [#toString] in code points.
  public String text(int from, int to) {
    int end = Math.min(to, length);
    if (from >= end) {
      return "";
    }
    return codePoints.length > 0
        ? new String(codePoints, from, end - from)
        : new String(latin1, from, end - from, StandardCharsets.ISO_8859_1);
  }

  /// Returns the link at a character: the target of its OSC 8 hyperlink, else the URL in the text
  /// at this position, else null.
  public @Nullable String linkAt(int index) {
    for (Link link : links) {
      if (index >= link.from() && index < link.to()) {
        return link.target();
      }
    }
    return index < length ? UrlFinder.findAt(toString(), offset(index)) : null;
  }

  private int offset(int index) {
    int offset = 0;
    for (int at = 0; at < index; at++) {
      offset += Character.charCount(codePoint(at));
    }
    return offset;
  }

  /// Number of rows when wrapped, at least one.
  public int rows(int columns) {
    int rows = 1;
    for (int at = rowEnd(0, columns); at < length; at = rowEnd(at, columns)) {
      rows++;
    }
    return rows;
  }
}
