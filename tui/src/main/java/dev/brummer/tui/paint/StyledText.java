package dev.brummer.tui.paint;

/// Text with a style on each code point: immutable, free of control characters and tabs.
public final class StyledText {
  final int[] codePoints;
  final long[] styles;
  private final int length;

  /// Takes the arrays, of which the first `length` entries count.
  StyledText(int[] codePoints, long[] styles, int length) {
    this.codePoints = codePoints;
    this.styles = styles;
    this.length = length;
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

  /// Rows it takes when wrapped, at least one.
  public int rows(int columns) {
    int rows = 1;
    for (int at = rowEnd(0, columns); at < length; at = rowEnd(at, columns)) {
      rows++;
    }
    return rows;
  }
}
