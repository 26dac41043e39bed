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

  private final byte[] narrow;
  private final int[] wide;
  private final int[] stretchEnds;
  private final long[] stretchStyles;
  private final int length;
  private final List<Link> links;

  /// Characters that the child made a link (OSC 8).
  record Link(int from, int to, String target) {}

  /// Copies the first `length` entries of the arrays.
  StyledText(int[] codePoints, long[] styles, int length, List<Link> links) {
    int highest = 0;
    int stretches = length == 0 ? 0 : 1;
    for (int i = 0; i < length; i++) {
      highest |= codePoints[i];
      stretches += i > 0 && styles[i] != styles[i - 1] ? 1 : 0;
    }
    boolean latin = highest < 0x100;
    this.wide = latin ? NONE : Arrays.copyOf(codePoints, length);
    this.narrow = latin ? new byte[length] : new byte[0];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (byte) codePoints[i];
    }
    this.stretchEnds = new int[stretches];
    this.stretchStyles = new long[stretches];
    for (int i = 0, stretch = 0; stretch < stretches; i++) {
      if (i + 1 == length || styles[i + 1] != styles[i]) {
        stretchEnds[stretch] = i + 1;
        stretchStyles[stretch++] = styles[i];
      }
    }
    this.length = length;
    this.links = links;
  }

  int codePoint(int index) {
    return wide.length > 0 ? wide[index] : narrow[index] & 0xff;
  }

  /// The number of the stretch that a character belongs to, from that of one before it on.
  int stretch(int index, int from) {
    int at = from;
    while (stretchEnds[at] <= index) {
      at++;
    }
    return at;
  }

  long stretchStyle(int stretch) {
    return stretchStyles[stretch];
  }

  long style(int index) {
    return stretchStyles[stretch(index, 0)];
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
  public int at(int from, int columns) {
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
    return wide.length > 0
        ? new String(wide, from, end - from)
        : new String(narrow, from, end - from, StandardCharsets.ISO_8859_1);
  }

  /// What a click on the character at `index` opens: the target of the child's own link, or the URL
  /// that is written there; null if there is neither.
  public @Nullable String linkAt(int index) {
    for (Link link : links) {
      if (index >= link.from() && index < link.to()) {
        return link.target();
      }
    }
    return index < length ? UrlFinder.at(toString(), offset(index)) : null;
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
