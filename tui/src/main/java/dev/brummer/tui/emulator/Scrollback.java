package dev.brummer.tui.emulator;

import org.jspecify.annotations.Nullable;

/// Rows that have left the main screen at its top, a bounded number of them.
final class Scrollback {
  private final @Nullable Row[] rows;
  private int first;
  private int size;
  private long totalPushed;

  Scrollback(int capacity) {
    rows = new Row[capacity];
  }

  /// Takes a row.
  ///
  /// @return the row that fell out for it, null as long as there is room
  @Nullable Row push(Row row) {
    totalPushed++;
    int at = (first + size) % rows.length;
    if (size < rows.length) {
      rows[at] = row;
      size++;
      return null;
    }
    Row oldest = rows[at];
    rows[at] = row;
    first = (first + 1) % rows.length;
    return oldest;
  }

  int size() {
    return size;
  }

  /// How many were ever pushed.
  long totalPushed() {
    return totalPushed;
  }

  /// Counted from the oldest.
  Row get(int index) {
    Row row = rows[(first + index) % rows.length];
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
