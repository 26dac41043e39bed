package dev.brummer.tui.emulator;

import java.util.ArrayList;
import java.util.List;

/// Resizes the main screen and its scrollback. Lines wrapped at the old width are rewrapped at the
/// new one and the cursor stays at its character. The cursor's row stays visible: a taller screen
/// pulls rows back from the scrollback, a shorter one first drops blank rows below the cursor.
final class Reflow {
  private final Scrollback scrollback;
  private final int width;
  private final int height;
  private final List<CellRow> rows = new ArrayList<>();

  /// Index of the cursor's row in `rows`, and index of the first screen row.
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
    List<CellRow> line = new ArrayList<>();
    int cursorAt = -1;
    int cells = 0;
    for (int i = 0; i < scrollback.size() + old; i++) {
      boolean onScreen = i >= scrollback.size();
      CellRow row = onScreen ? cellGrid.rows[i - scrollback.size()] : scrollback.get(i);
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

  /// Adds one logical line, rewrapped at the new width.
  private void addLine(List<CellRow> line, int cells, int cursorAt, boolean sameWidth) {
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
    CellRow row = new CellRow(width);
    rows.add(row);
    int x = 0;
    for (int i = 0; i < Math.max(used, cursorAt + 1); i++) {
      CellRow from =
          line.get(Math.min(i / old, line.size() - 1)); // the cursor may be after the content
      int glyph = from.glyphs[i % old];
      boolean padding = glyph == ' ' && i % old == old - 1 && isWidePadding(line, i, old);
      boolean wide = i < used && i % old + 1 < old && from.glyphs[i % old + 1] == CellRow.TAIL;
      if (x + (wide ? 2 : 1) > width && !padding) {
        row.wrapped = true;
        row = new CellRow(width);
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

  /// Whether the blank in the last column only pads a wide character that did not fit.
  private static boolean isWidePadding(List<CellRow> line, int i, int old) {
    int next = i / old + 1;
    return next < line.size() && old > 1 && line.get(next).glyphs[1] == CellRow.TAIL;
  }

  /// Computes the first screen row and drops surplus blank rows at the end.
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
    for (CellRow row : rows.subList(0, start)) {
      scrollback.push(row);
    }
    CellRow[] screen = new CellRow[height];
    for (int y = 0; y < height; y++) {
      screen[y] = start + y < rows.size() ? rows.get(start + y) : new CellRow(width);
    }
    cellGrid.rows = screen;
    cursor.x = cursorColumn;
    cursor.y = Math.max(0, cursorRow - start);
  }
}
