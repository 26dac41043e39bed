package dev.brummer.tui.view;

import dev.brummer.tui.paint.Rect;

/// Aligned columns: fixed ones keep their width, the flexible ones share what is left, and where
/// there is too little room the least important ones go.
final class Table {
  /// A column.
  ///
  /// @param width in cells; 0 for one that takes what is left
  /// @param minimum of a flexible one
  /// @param keep the higher, the longer it stays when the room gets scarce
  record Column(String title, int width, int minimum, boolean right, int keep) {
    static Column left(String title, int width, int keep) {
      return new Column(title, width, width, false, keep);
    }

    static Column right(String title, int width, int keep) {
      return new Column(title, width, width, true, keep);
    }

    static Column flexible(String title, int minimum, int keep) {
      return new Column(title, 0, minimum, false, keep);
    }
  }

  private final Column[] columns;
  private final int[] widths;
  private Rect area = Rect.NOTHING;

  Table(Column... columns) {
    this.columns = columns;
    this.widths = new int[columns.length];
  }

  /// Shares out the width of an area; one column is left free at its left for the selection's bar.
  void fit(Rect within) {
    area = within;
    boolean[] shown = new boolean[columns.length];
    java.util.Arrays.fill(shown, true);
    while (needed(shown) > within.width() - 1 && dropLeast(shown)) {}
    int flexible = 0;
    int left = within.width() - 1;
    for (int i = 0; i < columns.length; i++) {
      widths[i] = shown[i] ? columns[i].width : -1;
      left -= shown[i] ? columns[i].width + 1 : 0;
      flexible += shown[i] && columns[i].width == 0 ? 1 : 0;
    }
    for (int i = 0; i < columns.length && flexible > 0; i++) {
      if (widths[i] == 0) {
        widths[i] = Math.max(1, (left + 1) / flexible--);
        left -= widths[i];
      }
    }
  }

  private int needed(boolean[] shown) {
    int sum = -1;
    for (int i = 0; i < columns.length; i++) {
      sum += shown[i] ? Math.max(columns[i].width, columns[i].minimum) + 1 : 0;
    }
    return sum;
  }

  private boolean dropLeast(boolean[] shown) {
    int least = -1;
    int count = 0;
    for (int i = 0; i < columns.length; i++) {
      if (shown[i]) {
        count++;
        least = least < 0 || columns[i].keep < columns[least].keep ? i : least;
      }
    }
    if (count <= 1) {
      return false;
    }
    shown[least] = false;
    return true;
  }

  /// The titles.
  void head(Brush brush, int y) {
    for (int i = 0; i < columns.length; i++) {
      cell(brush, i, y, columns[i].title, Theme.MUTED);
    }
  }

  /// Where a column begins.
  int left(int column) {
    int x = area.x() + 1;
    for (int i = 0; i < column; i++) {
      x += widths[i] < 0 ? 0 : widths[i] + 1;
    }
    return x;
  }

  /// One cell; what does not fit ends in `…`, and a column without room shows nothing.
  void cell(Brush brush, int column, int y, String text, long style) {
    if (widths[column] <= 0) {
      return;
    }
    int x = left(column);
    int limit = Math.min(area.right(), x + widths[column]);
    if (columns[column].right) {
      brush.canvas.textRight(x, y, limit, text, style);
    } else {
      brush.canvas.text(x, y, limit, text, style);
    }
  }
}
