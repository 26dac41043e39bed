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
  private final int[] wanted;
  private final boolean[] empty;
  private Rect area = Rect.NOTHING;

  Table(Column... columns) {
    this.columns = columns;
    this.widths = new int[columns.length];
    this.wanted = new int[columns.length];
    this.empty = new boolean[columns.length];
  }

  /// Forgets the content of the last frame: every column is as wide as it was made.
  void forget() {
    java.util.Arrays.fill(wanted, 0);
    java.util.Arrays.fill(empty, false);
  }

  /// There is nothing to show in a column: it is left out.
  void leaveOut(int column) {
    empty[column] = true;
  }

  /// Takes note of a text that a column is to show.
  void want(int column, String text) {
    wanted[column] = Math.max(wanted[column], TextWidth.of(text));
  }

  /// Shares out the width of an area; one column is left free at its left for the selection's bar.
  void fit(Rect within) {
    area = within;
    boolean[] shown = new boolean[columns.length];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = !empty[i];
    }
    while (needed(shown) > within.width() - 1 && dropLeast(shown)) {}
    int left = within.width();
    for (int i = 0; i < columns.length; i++) {
      widths[i] = shown[i] ? fixed(i) : -1;
      left -= shown[i] ? fixed(i) + 1 : 0;
    }
    share(left);
  }

  /// Whether a column has room after [#fit].
  boolean shows(int column) {
    return widths[column] > 0;
  }

  /// The width of a column after [#fit].
  int width(int column) {
    return Math.max(0, widths[column]);
  }

  /// The width of a fixed column, 0 for a flexible one.
  private int fixed(int column) {
    Column made = columns[column];
    return wanted[column] == 0 || made.width == 0
        ? made.width
        : Math.min(made.width, Math.max(TextWidth.of(made.title), wanted[column]));
  }

  /// Gives the flexible columns what they want, the most modest first; the others share the rest.
  private void share(int room) {
    int left = room;
    int open = 0;
    for (int width : widths) {
      open += width == 0 ? 1 : 0;
    }
    while (open > 0) {
      int next = mostModest();
      int want =
          wanted[next] == 0 ? left : Math.max(TextWidth.of(columns[next].title), wanted[next]);
      widths[next] = Math.clamp(want, 1, Math.max(1, left / open));
      left -= widths[next];
      open--;
    }
  }

  private int mostModest() {
    int best = -1;
    for (int i = 0; i < columns.length; i++) {
      if (widths[i] == 0 && (best < 0 || modesty(i) < modesty(best))) {
        best = i;
      }
    }
    return best;
  }

  private int modesty(int column) {
    return wanted[column] == 0 ? Integer.MAX_VALUE : wanted[column];
  }

  private int needed(boolean[] shown) {
    int sum = -1;
    for (int i = 0; i < columns.length; i++) {
      sum += shown[i] ? (columns[i].width == 0 ? columns[i].minimum : fixed(i)) + 1 : 0;
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
  void head(Painter brush, int y) {
    for (int i = 0; i < columns.length; i++) {
      cell(brush, i, y, columns[i].title, Styles.MUTED);
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
  void cell(Painter brush, int column, int y, String text, long style) {
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
