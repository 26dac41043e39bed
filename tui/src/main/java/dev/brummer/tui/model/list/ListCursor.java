package dev.brummer.tui.model.list;

/// The selected row of a list and the rows in view.
public final class ListCursor {
  private int selected;
  private int top;
  private int pageSize = 1;

  public int selected() {
    return selected;
  }

  /// The selected row of a list of `count` rows, which may have changed since it was last painted.
  public int selected(int count) {
    return Math.clamp(selected, 0, Math.max(0, count - 1));
  }

  public int top() {
    return top;
  }

  /// Rows that were in view when it was last [#fit]d: what a page is.
  public int pageSize() {
    return pageSize;
  }

  public void select(int row) {
    selected = Math.max(0, row);
  }

  /// A row has come in at the top of a list, which now has `count`: what was selected stays so,
  /// unless it was the first.
  public void rowInserted(int count) {
    if (selected > 0) {
      selected = Math.min(selected + 1, count - 1);
      top++;
    }
  }

  public void move(int rows) {
    select(selected + rows);
  }

  /// Moves what is in view without moving further than the list goes.
  public void scroll(int rows) {
    top = Math.max(0, top + rows);
    selected = Math.clamp(selected, top, top + pageSize - 1);
  }

  /// Fits selection and view to a list of `count` rows of which `height` can be seen.
  public void fit(int count, int height) {
    pageSize = Math.max(1, height);
    selected = Math.clamp(selected, 0, Math.max(0, count - 1));
    top = Math.clamp(top, Math.max(0, selected - pageSize + 1), Math.max(0, selected));
    top = Math.clamp(top, 0, Math.max(0, count - pageSize));
  }
}
