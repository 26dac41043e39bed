package dev.brummer.tui.model;

/// Cells of a screen that are selected, from one to another, both included, in reading order.
public record CellSelection(int fromX, int fromY, int toX, int toY) {
  public static final CellSelection NONE = new CellSelection(0, 0, -1, -1);

  /// What lies between the cells where the mouse went down and where it is now.
  public static CellSelection between(int startX, int startY, int endX, int endY) {
    boolean forwards = startY < endY || startY == endY && startX <= endX;
    return forwards
        ? new CellSelection(startX, startY, endX, endY)
        : new CellSelection(endX, endY, startX, startY);
  }

  public boolean isEmpty() {
    return toY < 0;
  }
}
