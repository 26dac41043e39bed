package dev.brummer.tui.model;

/// Cells of a screen that are selected, from one to another, both included, in reading order.
public record Marked(int fromX, int fromY, int toX, int toY) {
  public static final Marked NOTHING = new Marked(0, 0, -1, -1);

  /// What lies between the cells where the mouse went down and where it is now.
  public static Marked between(int startX, int startY, int endX, int endY) {
    boolean forwards = startY < endY || startY == endY && startX <= endX;
    return forwards
        ? new Marked(startX, startY, endX, endY)
        : new Marked(endX, endY, startX, startY);
  }

  public boolean isNothing() {
    return toY < 0;
  }
}
