package dev.brummer.tui.model.list;

/// Selected row and viewport of a list.
public final class ListCursor {
  private int selected;
  private int top;
  private int pageSize = 1;

  public int selected() {
    return selected;
  }

  /// The selected row, clamped to `count` rows, which may have changed since the last frame.
  public int selected(int count) {
    return Math.clamp(selected, 0, Math.max(0, count - 1));
  }

  public int top() {
    return top;
  }

  /// Number of visible rows of the last [#fit].
  public int pageSize() {
    return pageSize;
  }

  public void select(int row) {
    selected = Math.max(0, row);
  }

  /// Keeps the selection on its row after a row was inserted at the top; a selected first row stays
  /// first.
  ///
  /// @param count number of rows now
  public void rowInserted(int count) {
    if (selected > 0) {
      selected = Math.min(selected + 1, count - 1);
      top++;
    }
  }

  public void move(int rows) {
    select(selected + rows);
  }

  /// Scrolls the viewport and keeps the selection inside it.
  public void scroll(int rows) {
    top = Math.max(0, top + rows);
    selected = Math.clamp(selected, top, top + pageSize - 1);
  }

  /// Clamps selection and viewport to `count` rows of which `height` are visible.
  public void fit(int count, int height) {
    pageSize = Math.max(1, height);
    selected = Math.clamp(selected, 0, Math.max(0, count - 1));
    top = Math.clamp(top, Math.max(0, selected - pageSize + 1), Math.max(0, selected));
    top = Math.clamp(top, 0, Math.max(0, count - pageSize));
  }
}
