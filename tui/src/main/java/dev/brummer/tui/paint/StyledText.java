package dev.brummer.tui.paint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Text with a style on each code point: immutable, free of control characters and tabs.
public final class StyledText {
  final int[] codePoints;
  final long[] styles;
  private final int length;
  private final List<Link> links;

  /// Characters that the child made a link (OSC 8).
  record Link(int from, int to, String target) {}

  /// Takes the arrays, of which the first `length` entries count.
  StyledText(int[] codePoints, long[] styles, int length, List<Link> links) {
    this.codePoints = codePoints;
    this.styles = styles;
    this.length = length;
    this.links = links;
  }

  /// Code points in it.
  public int length() {
    return length;
  }

  /// What a person would copy.
  @Override
  public String toString() {
    return new String(codePoints, 0, length);
  }

  /// Where the row that begins at `from` ends when it may take `columns`: never less than one code
  /// point further, so that a caller always gets on.
  public int rowEnd(int from, int columns) {
    int width = 0;
    int at = from;
    while (at < length) {
      width += TextWidth.of(codePoints[at]);
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
      width += TextWidth.of(codePoints[at]);
    }
    return width;
  }

  /// The character that stands `columns` right of the one at `from`; [#length] behind the last.
  public int at(int from, int columns) {
    int width = 0;
    for (int at = from; at < length; at++) {
      width += TextWidth.of(codePoints[at]);
      if (width > columns) {
        return at;
      }
    }
    return length;
  }

  /// A part of [#toString].
  public String text(int from, int to) {
    int end = Math.min(to, length);
    return from >= end ? "" : new String(codePoints, from, end - from);
  }

  /// What a click on the character at `index` opens: the target of the child's own link, or the URL
  /// that is written there; null if there is neither.
  public @Nullable String linkAt(int index) {
    for (Link link : links) {
      if (index >= link.from() && index < link.to()) {
        return link.target();
      }
    }
    return index < length ? WrittenUrl.at(toString(), offset(index)) : null;
  }

  private int offset(int index) {
    int offset = 0;
    for (int at = 0; at < index; at++) {
      offset += Character.charCount(codePoints[at]);
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
