package dev.brummer.tui.paint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Text with a style on each code point: immutable, free of control characters and tabs.
///
/// Small, as each line in view is one: a byte for a character where that will do, and a style for
/// each stretch of the same.
public final class StyledText {
  private static final int[] NONE = {};

  private final byte[] latin1;
  private final int[] codePoints;
  private final int[] runEnds;
  private final long[] runStyles;
  private final int length;
  private final List<Link> links;

  /// Characters that the child made a link (OSC 8).
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

  /// The number of the stretch that a character belongs to, from that of one before it on.
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

  /// Code points in it.
  public int length() {
    return length;
  }

  /// What a person would copy.
  @Override
  public String toString() {
    return text(0, length);
  }

  /// Where the row that begins at `from` ends when it may take `columns`: never less than one code
  /// point further, so that a caller always gets on.
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

  /// Columns that its characters from `from` on and before `to` take.
  public int columns(int from, int to) {
    int width = 0;
    for (int at = from; at < Math.min(to, length); at++) {
      width += TextWidth.of(codePoint(at));
    }
    return width;
  }

  /// The character that stands `columns` right of the one at `from`; [#length] behind the last.
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

  /// A part of [#toString].
  public String text(int from, int to) {
    int end = Math.min(to, length);
    if (from >= end) {
      return "";
    }
    return codePoints.length > 0
        ? new String(codePoints, from, end - from)
        : new String(latin1, from, end - from, StandardCharsets.ISO_8859_1);
  }

  /// What a click on the character at `index` opens: the target of the child's own link, or the URL
  /// that is written there; null if there is neither.
  public @Nullable String linkAt(int index) {
    for (Link link : links) {
      if (index >= link.from() && index < link.to()) {
        return link.target();
      }
    }
    return index < length ? UrlFinder.find(toString(), offset(index)) : null;
  }

  private int offset(int index) {
    int offset = 0;
    for (int at = 0; at < index; at++) {
      offset += Character.charCount(codePoint(at));
    }
    return offset;
  }

  /// Rows it takes when wrapped, at least one.
  public int rows(int columns) {
    int rows = 1;
    for (int at = rowEnd(0, columns); at < length; at = rowEnd(at, columns)) {
      rows++;
    }
    return rows;
  }
}
