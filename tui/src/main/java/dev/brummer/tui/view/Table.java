package dev.brummer.tui.view;

import dev.brummer.engine.text.TextWidth;
import dev.brummer.tui.paint.Rect;

/// Aligned columns. Fixed columns keep their width and flexible ones share the remainder; when
/// space is short, the columns with the lowest priority are dropped. With reserved content widths,
/// a fixed column shrinks to its content, and a flexible column leaves unused space to the others.
final class Table {
  /// A column.
  ///
  /// @param width in cells; 0 for a flexible column
  /// @param minimum minimum width of a flexible column
  /// @param priority columns with higher priority are dropped later
  record Column(String title, int width, int minimum, boolean rightAligned, int priority) {
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
  private final int[] reserved;
  private final boolean[] hidden;
  private Rect area = Rect.EMPTY;

  Table(Column... columns) {
    this.columns = columns;
    this.widths = new int[columns.length];
    this.reserved = new int[columns.length];
    this.hidden = new boolean[columns.length];
  }

  /// Clears the reserved widths and the hidden columns of the last frame.
  void reset() {
    java.util.Arrays.fill(reserved, 0);
    java.util.Arrays.fill(hidden, false);
  }

  /// Hides a column until the next [#reset].
  void hide(int column) {
    hidden[column] = true;
  }

  /// Reserves space for a text in a column.
  void reserve(int column, String text) {
    reserved[column] = Math.max(reserved[column], TextWidth.of(text));
  }

  /// Assigns the column widths. The leftmost cell stays free for the selection bar.
  void fit(Rect within) {
    area = within;
    boolean[] shown = new boolean[columns.length];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = !hidden[i];
    }
    while (neededWidth(shown) > within.width() - 1 && dropLowestPriority(shown)) {}
    int left = within.width();
    for (int i = 0; i < columns.length; i++) {
      widths[i] = shown[i] ? fixedWidth(i) : -1;
      left -= shown[i] ? fixedWidth(i) + 1 : 0;
    }
    shareFlexible(left);
  }

  /// The area of the last [#fit].
  Rect area() {
    return area;
  }

  /// Whether the column is shown, valid after [#fit].
  boolean isVisible(int column) {
    return widths[column] > 0;
  }

  /// Width of a column, valid after [#fit].
  int width(int column) {
    return Math.max(0, widths[column]);
  }

  /// Width of a fixed column, 0 for a flexible one.
  private int fixedWidth(int column) {
    Column definition = columns[column];
    return reserved[column] == 0 || definition.width == 0
        ? definition.width
        : Math.min(definition.width, Math.max(TextWidth.of(definition.title), reserved[column]));
  }

  /// Assigns the flexible columns their reserved widths, narrowest first; the others share the
  /// remainder.
  private void shareFlexible(int room) {
    int left = room;
    int open = 0;
    for (int width : widths) {
      open += width == 0 ? 1 : 0;
    }
    while (open > 0) {
      int next = narrowestFlexible();
      int want =
          reserved[next] == 0 ? left : Math.max(TextWidth.of(columns[next].title), reserved[next]);
      widths[next] = Math.clamp(want, 1, Math.max(1, left / open));
      left -= widths[next];
      open--;
    }
  }

  private int narrowestFlexible() {
    int narrowest = -1;
    for (int i = 0; i < columns.length; i++) {
      if (widths[i] == 0 && (narrowest < 0 || reservedWidth(i) < reservedWidth(narrowest))) {
        narrowest = i;
      }
    }
    return narrowest;
  }

  private int reservedWidth(int column) {
    return reserved[column] == 0 ? Integer.MAX_VALUE : reserved[column];
  }

  private int neededWidth(boolean[] shown) {
    int sum = -1;
    for (int i = 0; i < columns.length; i++) {
      sum += shown[i] ? (columns[i].width == 0 ? columns[i].minimum : fixedWidth(i)) + 1 : 0;
    }
    return sum;
  }

  private boolean dropLowestPriority(boolean[] shown) {
    int lowest = -1;
    int count = 0;
    for (int i = 0; i < columns.length; i++) {
      if (shown[i]) {
        count++;
        lowest = lowest < 0 || columns[i].priority < columns[lowest].priority ? i : lowest;
      }
    }
    if (count <= 1) {
      return false;
    }
    shown[lowest] = false;
    return true;
  }

  /// Paints the column titles.
  void titles(ViewCanvas viewCanvas, int y) {
    for (int i = 0; i < columns.length; i++) {
      cell(viewCanvas, i, y, columns[i].title, Styles.MUTED);
    }
  }

  /// First cell of a column.
  int columnX(int column) {
    int x = area.x() + 1;
    for (int i = 0; i < column; i++) {
      x += widths[i] < 0 ? 0 : widths[i] + 1;
    }
    return x;
  }

  /// Paints one cell, truncated with `…`. Does nothing when the column is not shown.
  void cell(ViewCanvas viewCanvas, int column, int y, String text, long style) {
    if (widths[column] <= 0) {
      return;
    }
    int x = columnX(column);
    int limit = Math.min(area.right(), x + widths[column]);
    if (columns[column].rightAligned) {
      viewCanvas.canvas.textRight(x, y, limit, text, style);
    } else {
      viewCanvas.canvas.text(x, y, limit, text, style);
    }
  }
}
