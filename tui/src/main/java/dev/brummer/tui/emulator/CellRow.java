package dev.brummer.tui.emulator;

import java.util.Arrays;

/// One row of cells: a glyph (code point, negative grapheme number, or [#TAIL] for the right half
/// of a wide character) and a style per cell. A wide character always has both halves.
final class CellRow {
  static final int TAIL = 0;

  final int[] glyphs;
  final long[] styles;

  /// Whether the line continues in the next row (automatic wrap).
  boolean wrapped;

  CellRow(int width) {
    glyphs = new int[width];
    styles = new long[width];
    Arrays.fill(glyphs, ' ');
  }

  int width() {
    return glyphs.length;
  }

  /// Blanks the whole row.
  void clear(long style) {
    Arrays.fill(glyphs, ' ');
    Arrays.fill(styles, style);
    wrapped = false;
  }

  /// Blanks the cells in `[from, to)`.
  void clear(int from, int to, long style) {
    if (from < to) {
      clearSplitWide(from);
      clearSplitWide(to);
      Arrays.fill(glyphs, from, to, ' ');
      Arrays.fill(styles, from, to, style);
      wrapped &= to < glyphs.length;
    }
  }

  /// Blanks a wide character that spans the boundary left of `x`.
  private void clearSplitWide(int x) {
    if (x > 0 && x < glyphs.length && glyphs[x] == TAIL) {
      glyphs[x - 1] = ' ';
      glyphs[x] = ' ';
    }
  }

  /// Writes printable ASCII. The caller guarantees that it fits.
  void put(int x, byte[] bytes, int from, int count, long style) {
    clearSplitWide(x);
    clearSplitWide(x + count);
    for (int i = 0; i < count; i++) {
      glyphs[x + i] = bytes[from + i];
    }
    Arrays.fill(styles, x, x + count, style);
  }

  void put(int x, int glyph, long style) {
    clearSplitWide(x);
    clearSplitWide(x + 1);
    glyphs[x] = glyph;
    styles[x] = style;
  }

  /// Writes a wide character. The caller guarantees that both halves fit.
  void putWide(int x, int glyph, long style) {
    clearSplitWide(x);
    clearSplitWide(x + 2);
    glyphs[x] = glyph;
    glyphs[x + 1] = TAIL;
    styles[x] = style;
    styles[x + 1] = style;
  }

  /// Inserts blanks at `x`. Cells shifted out of the row are lost.
  void insert(int x, int count, long style) {
    int n = Math.min(count, glyphs.length - x);
    clearSplitWide(x);
    clearSplitWide(glyphs.length - n);
    System.arraycopy(glyphs, x, glyphs, x + n, glyphs.length - x - n);
    System.arraycopy(styles, x, styles, x + n, styles.length - x - n);
    Arrays.fill(glyphs, x, x + n, ' ');
    Arrays.fill(styles, x, x + n, style);
    wrapped = false;
  }

  /// Deletes cells at `x` and shifts the remaining ones left.
  void delete(int x, int count, long style) {
    int n = Math.min(count, glyphs.length - x);
    clearSplitWide(x);
    clearSplitWide(x + n);
    System.arraycopy(glyphs, x + n, glyphs, x, glyphs.length - x - n);
    System.arraycopy(styles, x + n, styles, x, styles.length - x - n);
    Arrays.fill(glyphs, glyphs.length - n, glyphs.length, ' ');
    Arrays.fill(styles, styles.length - n, styles.length, style);
    wrapped = false;
  }

  /// Width without trailing blanks in the default style.
  int contentWidth() {
    int end = glyphs.length;
    while (end > 0 && glyphs[end - 1] == ' ' && styles[end - 1] == 0) {
      end--;
    }
    return end;
  }

  /// Returns a copy with another width, truncated or padded with blanks.
  CellRow resized(int width) {
    CellRow row = new CellRow(width);
    int kept = Math.min(width, glyphs.length);
    clearSplitWide(kept);
    System.arraycopy(glyphs, 0, row.glyphs, 0, kept);
    System.arraycopy(styles, 0, row.styles, 0, kept);
    return row;
  }
}
