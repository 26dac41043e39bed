package dev.brummer.tui.emulator;

import org.jspecify.annotations.Nullable;

/// Rows of the main or the alternate screen. Scrolling moves row references, not cells.
final class CellGrid {
  CellRow[] rows;

  /// Receives rows scrolled off the top; null for the alternate screen.
  private final @Nullable Scrollback scrollback;

  CellGrid(int width, int height, @Nullable Scrollback scrollback) {
    this.scrollback = scrollback;
    rows = new CellRow[height];
    for (int y = 0; y < height; y++) {
      rows[y] = new CellRow(width);
    }
  }

  void clear(long style) {
    for (CellRow row : rows) {
      row.clear(style);
    }
  }

  /// Scrolls the rows from `top` to `bottom` (inclusive) up. Rows that leave the top of the main
  /// screen move to the scrollback.
  void scrollUp(int top, int bottom, int count, long style) {
    if (scrollback == null || top > 0) {
      deleteRows(top, bottom, count, style);
      return;
    }
    int n = Math.min(count, bottom + 1);
    for (int i = 0; i < n; i++) {
      CellRow free = rows[0];
      CellRow evicted = scrollback.push(free);
      int width = free.width();
      free = evicted != null && evicted.width() == width ? evicted : new CellRow(width);
      System.arraycopy(rows, 1, rows, 0, bottom);
      free.clear(style);
      rows[bottom] = free;
    }
  }

  /// Scrolls rows up as [#scrollUp] does, but discards the rows that leave.
  void deleteRows(int top, int bottom, int count, long style) {
    int n = Math.min(count, bottom - top + 1);
    for (int i = 0; i < n; i++) {
      CellRow free = rows[top];
      System.arraycopy(rows, top + 1, rows, top, bottom - top);
      free.clear(style);
      rows[bottom] = free;
    }
  }

  void scrollDown(int top, int bottom, int count, long style) {
    int n = Math.min(count, bottom - top + 1);
    for (int i = 0; i < n; i++) {
      CellRow free = rows[bottom];
      System.arraycopy(rows, top, rows, top + 1, bottom - top);
      free.clear(style);
      rows[top] = free;
    }
  }

  /// Changes the size by truncating and by padding with blanks.
  void resize(int width, int height) {
    CellRow[] next = new CellRow[height];
    for (int y = 0; y < height; y++) {
      next[y] = y < rows.length ? rows[y].resized(width) : new CellRow(width);
    }
    rows = next;
  }
}
