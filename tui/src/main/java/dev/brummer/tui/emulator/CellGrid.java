package dev.brummer.tui.emulator;

import org.jspecify.annotations.Nullable;

/// The rows of one screen, main or alternate. Scrolling turns references to rows.
final class CellGrid {
  Row[] rows;

  /// Where rows go that leave at the top; null for the alternate screen.
  private final @Nullable Scrollback scrollback;

  CellGrid(int width, int height, @Nullable Scrollback scrollback) {
    this.scrollback = scrollback;
    rows = new Row[height];
    for (int y = 0; y < height; y++) {
      rows[y] = new Row(width);
    }
  }

  void clear(long style) {
    for (Row row : rows) {
      row.clear(style);
    }
  }

  /// Moves the rows from `top` to `bottom`, both within, upwards. Those that leave the main screen
  /// at its very top are kept.
  void scrollUp(int top, int bottom, int count, long style) {
    if (scrollback == null || top > 0) {
      deleteRows(top, bottom, count, style);
      return;
    }
    int n = Math.min(count, bottom + 1);
    for (int i = 0; i < n; i++) {
      Row free = rows[0];
      Row evicted = scrollback.push(free);
      int width = free.width();
      free = evicted != null && evicted.width() == width ? evicted : new Row(width);
      System.arraycopy(rows, 1, rows, 0, bottom);
      free.clear(style);
      rows[bottom] = free;
    }
  }

  /// Moves rows upwards as [#scrollUp] does, but what leaves is gone.
  void deleteRows(int top, int bottom, int count, long style) {
    int n = Math.min(count, bottom - top + 1);
    for (int i = 0; i < n; i++) {
      Row free = rows[top];
      System.arraycopy(rows, top + 1, rows, top, bottom - top);
      free.clear(style);
      rows[bottom] = free;
    }
  }

  void scrollDown(int top, int bottom, int count, long style) {
    int n = Math.min(count, bottom - top + 1);
    for (int i = 0; i < n; i++) {
      Row free = rows[bottom];
      System.arraycopy(rows, top, rows, top + 1, bottom - top);
      free.clear(style);
      rows[top] = free;
    }
  }

  /// Takes another size by cutting and filling up with blanks.
  void resize(int width, int height) {
    Row[] next = new Row[height];
    for (int y = 0; y < height; y++) {
      next[y] = y < rows.length ? rows[y].resized(width) : new Row(width);
    }
    rows = next;
  }
}
