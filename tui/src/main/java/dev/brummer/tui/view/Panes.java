package dev.brummer.tui.view;

import dev.brummer.tui.paint.Rect;

/// What panes have in common.
final class Panes {
  private Panes() {}

  /// A thin line across a pane with a title on it.
  static void rule(Brush brush, Rect area, int y, String title) {
    for (int x = area.x(); x < area.right(); x++) {
      brush.canvas.put(x, y, '─', Theme.BORDER);
    }
    brush.canvas.put(area.x() + 1, y, ' ', Theme.PLAIN);
    int end = brush.canvas.text(area.x() + 2, y, area.right() - 1, title, Theme.MUTED);
    brush.canvas.put(end, y, ' ', Theme.PLAIN);
  }
}
