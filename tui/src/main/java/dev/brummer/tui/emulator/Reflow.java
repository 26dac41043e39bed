package dev.brummer.tui.emulator;

import java.util.ArrayList;
import java.util.List;

/// Gives the main screen and its history another size: what was wrapped at the old width is wrapped
/// at the new one, the cursor stays at its character. The row of the cursor stays in view; a higher
/// screen gets rows back from the history, a lower one gives up blank rows below the cursor first.
final class Reflow {
  private final Scrollback history;
  private final int width;
  private final int height;
  private final List<Row> rows = new ArrayList<>();

  /// Where the cursor is in `rows`, and where the screen begins.
  private int cursorRow = -1;

  private int cursorColumn;
  private int start = -1;

  Reflow(Scrollback history, int width, int height) {
    this.history = history;
    this.width = width;
    this.height = height;
  }

  void apply(CellGrid page, Cursor cursor) {
    int old = page.rows.length;
    boolean sameWidth = page.rows[0].width() == width;
    List<Row> line = new ArrayList<>();
    int cursorAt = -1;
    int cells = 0;
    for (int i = 0; i < history.size() + old; i++) {
      boolean onScreen = i >= history.size();
      Row row = onScreen ? page.rows[i - history.size()] : history.get(i);
      if (i == history.size()) {
        start = rows.size() + cells / width;
      }
      if (onScreen && i - history.size() == cursor.y) {
        cursorAt = cells + cursor.x + (cursor.atEdge && !sameWidth ? 1 : 0);
      }
      line.add(row);
      cells += row.width();
      boolean ends = !row.wraps || i == history.size() + old - 1;
      if (ends) {
        add(line, cells, cursorAt, sameWidth);
        line.clear();
        cells = 0;
        cursorAt = -1;
      }
    }
    fit();
    give(page, cursor);
    cursor.atEdge &= sameWidth;
  }

  /// Adds one line of text, cut into rows of the new width.
  private void add(List<Row> line, int cells, int cursorAt, boolean sameWidth) {
    if (sameWidth) {
      if (cursorAt >= 0) {
        cursorRow = rows.size() + cursorAt / width;
        cursorColumn = cursorAt % width;
      }
      rows.addAll(line);
      return;
    }
    int old = line.getFirst().width();
    int used = cells - old + line.getLast().used();
    Row row = new Row(width);
    rows.add(row);
    int x = 0;
    for (int i = 0; i < Math.max(used, cursorAt + 1); i++) {
      Row from = line.get(Math.min(i / old, line.size() - 1)); // the cursor may be behind it all
      int glyph = from.glyphs[i % old];
      boolean padding = glyph == ' ' && i % old == old - 1 && widowed(line, i, old);
      boolean wide = i < used && i % old + 1 < old && from.glyphs[i % old + 1] == Row.TAIL;
      if (x + (wide ? 2 : 1) > width && !padding) {
        row.wraps = true;
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
  private static boolean widowed(List<Row> line, int i, int old) {
    int next = i / old + 1;
    return next < line.size() && old > 1 && line.get(next).glyphs[1] == Row.TAIL;
  }

  /// Finds where the screen begins, dropping blank rows at the end while there are too many.
  private void fit() {
    start = Math.clamp(start, 0, rows.size());
    while (rows.size() - start > height
        && rows.size() - 1 > cursorRow
        && rows.getLast().used() == 0
        && !rows.get(rows.size() - 2).wraps) {
      rows.removeLast();
    }
    start = Math.clamp(rows.size() - height, 0, Math.max(0, cursorRow));
  }

  private void give(CellGrid page, Cursor cursor) {
    history.clear();
    for (Row row : rows.subList(0, start)) {
      history.push(row);
    }
    Row[] screen = new Row[height];
    for (int y = 0; y < height; y++) {
      screen[y] = start + y < rows.size() ? rows.get(start + y) : new Row(width);
    }
    page.rows = screen;
    cursor.x = cursorColumn;
    cursor.y = Math.max(0, cursorRow - start);
  }
}
