package dev.brummer.tui.paint;

/// A rectangle of screen cells. `width` and `height` are never negative.
public record Rect(int x, int y, int width, int height) {
  public static final Rect EMPTY = new Rect(0, 0, 0, 0);

  public Rect {
    width = Math.max(0, width);
    height = Math.max(0, height);
  }

  /// First column to the right of the rectangle.
  public int right() {
    return x + width;
  }

  /// First row below the rectangle.
  public int bottom() {
    return y + height;
  }

  public boolean isEmpty() {
    return width == 0 || height == 0;
  }

  public boolean contains(int column, int row) {
    return column >= x && column < right() && row >= y && row < bottom();
  }

  /// The area inside a one-cell border.
  public Rect inset() {
    return new Rect(x + 1, y + 1, width - 2, height - 2);
  }

  /// The top `rows` rows, at most the whole rectangle.
  public Rect top(int rows) {
    return new Rect(x, y, width, Math.min(rows, height));
  }

  /// The remainder below the top `rows` rows.
  public Rect below(int rows) {
    int cut = Math.min(rows, height);
    return new Rect(x, y + cut, width, height - cut);
  }

  /// A centred rectangle of the given size, clipped to this one.
  public Rect centred(int columns, int rows) {
    int w = Math.min(columns, width);
    int h = Math.min(rows, height);
    return new Rect(x + (width - w) / 2, y + (height - h) / 2, w, h);
  }
}
