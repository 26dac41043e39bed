package dev.brummer.tui.paint;

import dev.brummer.engine.text.TerminalCharacters;
import dev.brummer.engine.text.TextWidth;
import dev.brummer.engine.text.VisibleText;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/// Frame buffer: one glyph and one style per cell, in two flat arrays reused for every frame.
///
/// A glyph is a code point, a negative grapheme number ([GraphemeTable]), or [#TAIL] for the right
/// half of a wide character. A wide character always has both halves: overwriting one half blanks
/// the other. Drawing outside the canvas is clipped. Confined to the `tui` thread.
public final class Canvas {
  static final int TAIL = 0;

  private static final int REPLACEMENT = 0xFFFD;

  /// Characters of a text that are looked at, more than fit into any row.
  private static final int MAX_TEXT = 4096;

  final GraphemeTable graphemeTable = new GraphemeTable();
  private boolean ascii;
  private int width;
  private int height;
  private int[] glyphs = {};
  private long[] styles = {};
  private int cursorX = -1;
  private int cursorY = -1;
  private int cursorShape;

  /// @param ascii replaces every non-ASCII character with its ASCII fallback
  public Canvas(boolean ascii) {
    this.ascii = ascii;
  }

  /// Sets whether every non-ASCII character drawn from now on is replaced with its ASCII fallback.
  public void ascii(boolean only) {
    ascii = only;
  }

  /// Sets the size and clears the canvas.
  public void resize(int columns, int rows) {
    width = columns;
    height = rows;
    glyphs = new int[columns * rows];
    styles = new long[columns * rows];
    clear();
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public Rect bounds() {
    return new Rect(0, 0, width, height);
  }

  public void clear() {
    Arrays.fill(glyphs, ' ');
    Arrays.fill(styles, PackedStyle.PLAIN);
    cursorX = -1;
    cursorY = -1;
    cursorShape = 0;
  }

  /// Places the terminal cursor with the terminal's default shape.
  public void cursor(int x, int y) {
    cursor(x, y, 0);
  }

  /// Blanks an area. The area must not split a wide character.
  public void clear(Rect area) {
    int left = Math.max(0, area.x());
    int right = Math.min(width, area.right());
    for (int y = Math.max(0, area.y()); y < Math.min(height, area.bottom()) && left < right; y++) {
      Arrays.fill(glyphs, y * width + left, y * width + right, ' ');
      Arrays.fill(styles, y * width + left, y * width + right, PackedStyle.PLAIN);
    }
  }

  /// Draws the bottom border of a box, without its corners.
  public void bottomBorder(Rect box, long style) {
    horizontalLine(box.x() + 1, box.bottom() - 1, box.right() - 1, style);
  }

  /// Places the terminal cursor. A position outside the canvas hides it.
  ///
  /// @param shape DECSCUSR shape: 0 terminal default, 1 and 2 block, 3 and 4 underline, 5 and 6
  ///   bar; odd values blink
  public void cursor(int x, int y, int shape) {
    cursorShape = shape;
    cursorX = x >= 0 && x < width && y >= 0 && y < height ? x : -1;
    cursorY = y;
  }

  int cursorX() {
    return cursorX;
  }

  int cursorY() {
    return cursorY;
  }

  int cursorShape() {
    return cursorShape;
  }

  /// All glyphs, by row; for reading only.
  int[] glyphs() {
    return glyphs;
  }

  /// All styles, by row; for reading only.
  long[] styles() {
    return styles;
  }

  int glyph(int index) {
    return glyphs[index];
  }

  long style(int index) {
    return styles[index];
  }

  /// Draws a text in visible form up to column `limit` (exclusive). Text that does not fit is
  /// truncated with `…`.
  ///
  /// @return the column after the text
  public int text(int x, int y, int limit, String content, long style) {
    String text =
        VisibleText.of(content.length() > MAX_TEXT ? content.substring(0, MAX_TEXT) : content);
    int edge = Math.min(limit, width);
    if (x + TextWidth.of(text) <= edge) {
      return drawRun(x, y, edge, text, style);
    }
    if (x >= edge) {
      return x;
    }
    int end = drawRun(x, y, edge - 1, text, style);
    put(end, y, '…', style);
    return end + 1;
  }

  /// Draws a text right-aligned against column `limit` (exclusive), truncated at its left bound
  /// `x`.
  public void textRight(int x, int y, int limit, String text, long style) {
    text(Math.max(x, limit - TextWidth.of(text)), y, limit, text, style);
  }

  private int drawRun(int x, int y, int edge, String text, long style) {
    int at = x;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      int next = at + TextWidth.of(codePoint);
      if (next > edge) {
        return at;
      }
      at = put(at, y, codePoint, style);
    }
    return at;
  }

  /// Draws a range of a styled text up to column `limit` (exclusive), truncated without an
  /// ellipsis.
  ///
  /// @return the column after the text
  public int styled(int x, int y, int limit, StyledText text, int from, int to) {
    int edge = Math.min(limit, width);
    int at = x;
    int run = 0;
    for (int i = from; i < to; i++) {
      int codePoint = text.codePoint(i);
      if (at + TextWidth.of(codePoint) > edge) {
        break;
      }
      run = text.runIndex(i, run);
      at = put(at, y, codePoint, text.runStyle(run));
    }
    return at;
  }

  /// Draws one code point. A combining mark is added to the preceding cell.
  ///
  /// @return the column after the character
  public int put(int x, int y, int codePoint, long style) {
    int shown = ascii ? AsciiFallback.of(codePoint) : printable(codePoint);
    int columns = ascii && codePoint != shown ? TextWidth.of(codePoint) : TextWidth.of(shown);
    if (columns == 0) {
      combine(x - 1, y, codePoint);
      return x;
    }
    if (y < 0 || y >= height || x < 0 || x >= width) {
      return x + columns;
    }
    if (columns == 2 && x + 1 >= width) {
      set(x, y, ' ', style);
      return x + 1;
    }
    set(x, y, shown, style);
    if (columns == 2) {
      set(x + 1, y, ascii ? ' ' : TAIL, style);
      glyphs[y * width + x] = shown;
    }
    return x + columns;
  }

  private static int printable(int codePoint) {
    if (codePoint < ' ') {
      return 0x2400 + codePoint;
    }
    if (codePoint == 0x7f) {
      return 0x2421;
    }
    // Characters without a width are dropped or combined, so they keep their place here.
    return TerminalCharacters.isShown(0, codePoint) || TextWidth.of(codePoint) == 0
        ? codePoint
        : REPLACEMENT;
  }

  private void combine(int x, int y, int codePoint) {
    if (ascii || y < 0 || y >= height || x < 0 || x >= width || !TextWidth.isMark(codePoint)) {
      return;
    }
    int index = y * width + x;
    if (glyphs[index] == TAIL && x > 0) {
      index--;
    }
    glyphs[index] = graphemeTable.withMark(glyphs[index], codePoint);
  }

  /// Sets one cell and blanks the other half of any wide character it splits.
  private void set(int x, int y, int glyph, long style) {
    int index = y * width + x;
    if (glyphs[index] == TAIL && x > 0) {
      glyphs[index - 1] = ' ';
    }
    if (x + 1 < width && glyphs[index + 1] == TAIL) {
      glyphs[index + 1] = ' ';
    }
    glyphs[index] = glyph;
    styles[index] = style;
  }

  /// Fills an area with one narrow character.
  public void fill(Rect area, int codePoint, long style) {
    for (int y = area.y(); y < area.bottom(); y++) {
      for (int x = area.x(); x < area.right(); x++) {
        put(x, y, codePoint, style);
      }
    }
  }

  /// Applies `change` to the style of every cell in an area.
  public void restyle(Rect area, LongUnaryOperator change) {
    for (int y = Math.max(0, area.y()); y < Math.min(height, area.bottom()); y++) {
      for (int x = Math.max(0, area.x()); x < Math.min(width, area.right()); x++) {
        styles[y * width + x] = change.applyAsLong(styles[y * width + x]);
      }
    }
  }

  /// Applies `change` to the style of every occurrence of a text in a row of the canvas.
  ///
  /// @param exact whether the match is case-sensitive
  public void restyleMatches(Rect row, String text, boolean exact, LongUnaryOperator change) {
    int[] pattern = text.codePoints().toArray();
    int y = row.y();
    if (y < 0 || y >= height || pattern.length == 0) {
      return;
    }
    int end = Math.min(width, row.right());
    for (int x = Math.max(0, row.x()); x < end; x++) {
      int columns = matchWidth(x, y, end, pattern, exact);
      for (int i = 0; i < columns; i++) {
        styles[y * width + x + i] = change.applyAsLong(styles[y * width + x + i]);
      }
      x += Math.max(0, columns - 1);
    }
  }

  /// Returns the number of columns that `pattern` occupies at a cell, or 0 when it does not match
  /// there.
  private int matchWidth(int x, int y, int end, int[] pattern, boolean exact) {
    int at = x;
    for (int codePoint : pattern) {
      int glyph = at < end ? glyphs[y * width + at] : -1;
      boolean equal =
          glyph == codePoint
              || !exact && Character.toLowerCase(glyph) == Character.toLowerCase(codePoint);
      if (!equal) {
        return 0;
      }
      at++;
      while (at < end && glyphs[y * width + at] == TAIL) {
        at++;
      }
    }
    return at - x;
  }

  /// Returns the text of a one-row area, without trailing blanks.
  public String rowText(Rect row) {
    StringBuilder out = new StringBuilder();
    for (int x = Math.max(0, row.x()); x < Math.min(width, row.right()); x++) {
      int glyph = glyphs[row.y() * width + x];
      if (glyph != TAIL) {
        out.append(graphemeTable.text(glyph));
      }
    }
    return out.toString().stripTrailing();
  }

  /// Draws a box with rounded corners.
  public void box(Rect area, long style) {
    if (area.width() < 2 || area.height() < 2) {
      return;
    }
    int right = area.right() - 1;
    int bottom = area.bottom() - 1;
    horizontalLine(area.x() + 1, area.y(), right, style);
    horizontalLine(area.x() + 1, bottom, right, style);
    for (int y = area.y() + 1; y < bottom; y++) {
      put(area.x(), y, '│', style);
      put(right, y, '│', style);
    }
    put(area.x(), area.y(), '╭', style);
    put(right, area.y(), '╮', style);
    put(area.x(), bottom, '╰', style);
    put(right, bottom, '╯', style);
  }

  /// Draws a horizontal divider across a box, joined to its borders.
  public void divider(Rect box, int y, long style) {
    put(box.x(), y, '├', style);
    horizontalLine(box.x() + 1, y, box.right() - 1, style);
    put(box.right() - 1, y, '┤', style);
  }

  private void horizontalLine(int from, int y, int to, long style) {
    for (int x = from; x < to; x++) {
      put(x, y, '─', style);
    }
  }

  /// Returns the whole canvas as text, rows without trailing blanks. Golden tests compare this
  /// text.
  public String screenText() {
    StringBuilder out = new StringBuilder((width + 1) * height);
    for (int y = 0; y < height; y++) {
      int last = out.length();
      for (int x = 0; x < width; x++) {
        int glyph = glyphs[y * width + x];
        if (glyph != TAIL) {
          out.append(graphemeTable.text(glyph));
          last = glyph == ' ' ? last : out.length();
        }
      }
      out.setLength(last);
      out.append('\n');
    }
    return out.toString();
  }
}
