package dev.brummer.tui.emulator;

import java.util.Arrays;

/// One row of cells: a glyph (code point, negative cluster number, or [#TAIL] for the right half of
/// a wide character) and a style each. A wide character has both halves or is blanked.
final class Row {
  static final int TAIL = 0;

  final int[] glyphs;
  final long[] styles;

  /// Whether its text goes on in the next row, because it did not fit.
  boolean wrapped;

  Row(int width) {
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

  /// Blanks `from` up to before `to`.
  void clear(int from, int to, long style) {
    if (from < to) {
      clearSplitWide(from);
      clearSplitWide(to);
      Arrays.fill(glyphs, from, to, ' ');
      Arrays.fill(styles, from, to, style);
      wrapped &= to < glyphs.length;
    }
  }

  /// Blanks the wide character that stands on both sides of the left edge of `x`.
  private void clearSplitWide(int x) {
    if (x > 0 && x < glyphs.length && glyphs[x] == TAIL) {
      glyphs[x - 1] = ' ';
      glyphs[x] = ' ';
    }
  }

  /// Writes printable ASCII; it fits.
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

  /// Writes a wide character; both halves fit.
  void putWide(int x, int glyph, long style) {
    clearSplitWide(x);
    clearSplitWide(x + 2);
    glyphs[x] = glyph;
    glyphs[x + 1] = TAIL;
    styles[x] = style;
    styles[x + 1] = style;
  }

  /// Moves what stands from `x` on to the right; what leaves the row is gone.
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

  /// Takes cells out; the rest moves to the left.
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

  /// Where the blanks at its end begin; coloured ones count as text.
  int contentWidth() {
    int end = glyphs.length;
    while (end > 0 && glyphs[end - 1] == ' ' && styles[end - 1] == 0) {
      end--;
    }
    return end;
  }

  /// The same cells in another width; what does not fit is cut.
  Row resized(int width) {
    Row row = new Row(width);
    int kept = Math.min(width, glyphs.length);
    clearSplitWide(kept);
    System.arraycopy(glyphs, 0, row.glyphs, 0, kept);
    System.arraycopy(styles, 0, row.styles, 0, kept);
    return row;
  }
}
