package dev.brummer.tui.model;

/// Selected cells of a screen from one cell to another, both inclusive, in reading order.
public record TerminalSelection(int fromX, int fromY, int toX, int toY) {
  public static final TerminalSelection NONE = new TerminalSelection(0, 0, -1, -1);

  /// The selection between the cell where the button was pressed and the cell under the pointer.
  public static TerminalSelection between(int startX, int startY, int endX, int endY) {
    boolean forwards = startY < endY || startY == endY && startX <= endX;
    return forwards
        ? new TerminalSelection(startX, startY, endX, endY)
        : new TerminalSelection(endX, endY, startX, startY);
  }

  public boolean isEmpty() {
    return toY < 0;
  }
}
