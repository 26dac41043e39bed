package dev.brummer.tui.emulator;

import org.jspecify.annotations.Nullable;

/// Bounded ring buffer of the rows scrolled off the top of the main screen.
final class Scrollback {
  private final @Nullable CellRow[] rows;
  private int first;
  private int size;
  private long totalPushed;

  Scrollback(int capacity) {
    rows = new CellRow[capacity];
  }

  /// Appends a row.
  ///
  /// @return the evicted row for reuse, or null while there is room
  @Nullable CellRow push(CellRow row) {
    totalPushed++;
    int at = (first + size) % rows.length;
    if (size < rows.length) {
      rows[at] = row;
      size++;
      return null;
    }
    CellRow oldest = rows[at];
    rows[at] = row;
    first = (first + 1) % rows.length;
    return oldest;
  }

  int size() {
    return size;
  }

  /// Number of rows ever appended.
  long totalPushed() {
    return totalPushed;
  }

  /// Returns a row by its index from the oldest.
  CellRow get(int index) {
    CellRow row = rows[(first + index) % rows.length];
    if (index < 0 || index >= size || row == null) {
      throw new IndexOutOfBoundsException(index + " of " + size);
    }
    return row;
  }

  void clear() {
    java.util.Arrays.fill(rows, null);
    first = 0;
    size = 0;
  }
}
