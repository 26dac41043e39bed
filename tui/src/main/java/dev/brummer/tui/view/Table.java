package dev.brummer.tui.view;

import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.TextWidth;

/// Aligned columns: fixed ones keep their width, the flexible ones share what is left, and where
/// there is too little room the least important ones go. Told how wide the content is, a fixed
/// column takes no more than it needs, and a narrow flexible one leaves its share to the others.
final class Table {
  /// A column.
  ///
  /// @param width in cells; 0 for one that takes what is left
  /// @param minimum of a flexible one
  /// @param priority the higher, the longer it stays when the room gets scarce
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

  /// Forgets the content of the last frame: every column is as wide as it was made.
  void reset() {
    java.util.Arrays.fill(reserved, 0);
    java.util.Arrays.fill(hidden, false);
  }

  /// There is nothing to show in a column: it is left out.
  void hide(int column) {
    hidden[column] = true;
  }

  /// Takes note of a text that a column is to show.
  void reserve(int column, String text) {
    reserved[column] = Math.max(reserved[column], TextWidth.of(text));
  }

  /// Shares out the width of an area; one column is left free at its left for the selection's bar.
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

  /// Whether a column has room after [#fit].
  boolean isVisible(int column) {
    return widths[column] > 0;
  }

  /// The width of a column after [#fit].
  int width(int column) {
    return Math.max(0, widths[column]);
  }

  /// The width of a fixed column, 0 for a flexible one.
  private int fixedWidth(int column) {
    Column made = columns[column];
    return reserved[column] == 0 || made.width == 0
        ? made.width
        : Math.min(made.width, Math.max(TextWidth.of(made.title), reserved[column]));
  }

  /// Gives the flexible columns what they want, the most modest first; the others share the rest.
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
    int best = -1;
    for (int i = 0; i < columns.length; i++) {
      if (widths[i] == 0 && (best < 0 || reservedWidth(i) < reservedWidth(best))) {
        best = i;
      }
    }
    return best;
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
    int least = -1;
    int count = 0;
    for (int i = 0; i < columns.length; i++) {
      if (shown[i]) {
        count++;
        least = least < 0 || columns[i].priority < columns[least].priority ? i : least;
      }
    }
    if (count <= 1) {
      return false;
    }
    shown[least] = false;
    return true;
  }

  /// The titles.
  void titles(Painter painter, int y) {
    for (int i = 0; i < columns.length; i++) {
      cell(painter, i, y, columns[i].title, Styles.MUTED);
    }
  }

  /// Where a column begins.
  int columnX(int column) {
    int x = area.x() + 1;
    for (int i = 0; i < column; i++) {
      x += widths[i] < 0 ? 0 : widths[i] + 1;
    }
    return x;
  }

  /// One cell; what does not fit ends in `…`, and a column without room shows nothing.
  void cell(Painter painter, int column, int y, String text, long style) {
    if (widths[column] <= 0) {
      return;
    }
    int x = columnX(column);
    int limit = Math.min(area.right(), x + widths[column]);
    if (columns[column].rightAligned) {
      painter.canvas.textRight(x, y, limit, text, style);
    } else {
      painter.canvas.text(x, y, limit, text, style);
    }
  }
}
