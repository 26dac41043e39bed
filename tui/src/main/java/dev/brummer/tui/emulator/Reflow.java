package dev.brummer.tui.emulator;

import java.util.ArrayList;
import java.util.List;

/// Gives the main screen and its history another size: what was wrapped at the old width is wrapped
/// at the new one, the cursor stays at its character. The row of the cursor stays in view; a higher
/// screen gets rows back from the history, a lower one gives up blank rows below the cursor first.
final class Reflow {
  private final Scrollback scrollback;
  private final int width;
  private final int height;
  private final List<Row> rows = new ArrayList<>();

  /// Where the cursor is in `rows`, and where the screen begins.
  private int cursorRow = -1;

  private int cursorColumn;
  private int start = -1;

  Reflow(Scrollback scrollback, int width, int height) {
    this.scrollback = scrollback;
    this.width = width;
    this.height = height;
  }

  void apply(CellGrid cellGrid, Cursor cursor) {
    int old = cellGrid.rows.length;
    boolean sameWidth = cellGrid.rows[0].width() == width;
    List<Row> line = new ArrayList<>();
    int cursorAt = -1;
    int cells = 0;
    for (int i = 0; i < scrollback.size() + old; i++) {
      boolean onScreen = i >= scrollback.size();
      Row row = onScreen ? cellGrid.rows[i - scrollback.size()] : scrollback.get(i);
      if (i == scrollback.size()) {
        start = rows.size() + cells / width;
      }
      if (onScreen && i - scrollback.size() == cursor.y) {
        cursorAt = cells + cursor.x + (cursor.wrapPending && !sameWidth ? 1 : 0);
      }
      line.add(row);
      cells += row.width();
      boolean ends = !row.wrapped || i == scrollback.size() + old - 1;
      if (ends) {
        addLine(line, cells, cursorAt, sameWidth);
        line.clear();
        cells = 0;
        cursorAt = -1;
      }
    }
    findStart();
    store(cellGrid, cursor);
    cursor.wrapPending &= sameWidth;
  }

  /// Adds one line of text, cut into rows of the new width.
  private void addLine(List<Row> line, int cells, int cursorAt, boolean sameWidth) {
    if (sameWidth) {
      if (cursorAt >= 0) {
        cursorRow = rows.size() + cursorAt / width;
        cursorColumn = cursorAt % width;
      }
      rows.addAll(line);
      return;
    }
    int old = line.getFirst().width();
    int used = cells - old + line.getLast().contentWidth();
    Row row = new Row(width);
    rows.add(row);
    int x = 0;
    for (int i = 0; i < Math.max(used, cursorAt + 1); i++) {
      Row from = line.get(Math.min(i / old, line.size() - 1)); // the cursor may be behind it all
      int glyph = from.glyphs[i % old];
      boolean padding = glyph == ' ' && i % old == old - 1 && isWidePadding(line, i, old);
      boolean wide = i < used && i % old + 1 < old && from.glyphs[i % old + 1] == Row.TAIL;
      if (x + (wide ? 2 : 1) > width && !padding) {
        row.wrapped = true;
        row = new Row(width);
        rows.add(row);
        x = 0;
      }
      if (i == cursorAt) {
        cursorRow = rows.size() - 1;
        cursorColumn = Math.min(x, width - 1);
      }
      if (!padding && i < used) {
        row.glyphs[x] = glyph;
        row.styles[x] = from.styles[i % old];
      }
      x += padding ? 0 : 1;
    }
  }

  /// Whether the blank in the last column is there only because a wide character did not fit.
  private static boolean isWidePadding(List<Row> line, int i, int old) {
    int next = i / old + 1;
    return next < line.size() && old > 1 && line.get(next).glyphs[1] == Row.TAIL;
  }

  /// Finds where the screen begins, dropping blank rows at the end while there are too many.
  private void findStart() {
    start = Math.clamp(start, 0, rows.size());
    while (rows.size() - start > height
        && rows.size() - 1 > cursorRow
        && rows.getLast().contentWidth() == 0
        && !rows.get(rows.size() - 2).wrapped) {
      rows.removeLast();
    }
    start = Math.clamp(rows.size() - height, 0, Math.max(0, cursorRow));
  }

  private void store(CellGrid cellGrid, Cursor cursor) {
    scrollback.clear();
    for (Row row : rows.subList(0, start)) {
      scrollback.push(row);
    }
    Row[] screen = new Row[height];
    for (int y = 0; y < height; y++) {
      screen[y] = start + y < rows.size() ? rows.get(start + y) : new Row(width);
    }
    cellGrid.rows = screen;
    cursor.x = cursorColumn;
    cursor.y = Math.max(0, cursorRow - start);
  }
}
