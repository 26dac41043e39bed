package dev.brummer.tui.model;

import dev.brummer.tui.paint.Rect;

/// Selected cells within a pane, from anchor to head in reading order, for panes other than the
/// log.
public record PaneSelection(Rect pane, int anchorX, int anchorY, int headX, int headY) {
  public PaneSelection extendTo(int x, int y) {
    return new PaneSelection(
        pane,
        anchorX,
        anchorY,
        Math.clamp(x, pane.x(), pane.right() - 1),
        Math.clamp(y, pane.y(), pane.bottom() - 1));
  }

  public int firstRow() {
    return Math.min(anchorY, headY);
  }

  public int lastRow() {
    return Math.max(anchorY, headY);
  }

  private boolean isForward() {
    return headY > anchorY || headY == anchorY && headX >= anchorX;
  }

  /// The selected part of a row.
  public Rect row(int y) {
    int first = isForward() ? anchorX : headX;
    int last = isForward() ? headX : anchorX;
    int from = y > firstRow() ? pane.x() : first;
    int end = y < lastRow() ? pane.right() : last + 1;
    return new Rect(from, y, Math.max(0, end - from), 1);
  }
}
