package dev.brummer.tui.view;

import dev.brummer.tui.paint.Rect;

/// What panes have in common.
final class Panes {
  private Panes() {}

  /// A thin line across a pane with a title on it.
  static void rule(Painter painter, Rect area, int y, String title) {
    for (int x = area.x(); x < area.right(); x++) {
      painter.canvas.put(x, y, '─', Styles.BORDER);
    }
    painter.canvas.put(area.x() + 1, y, ' ', Styles.PLAIN);
    int end = painter.canvas.text(area.x() + 2, y, area.right() - 1, title, Styles.MUTED);
    painter.canvas.put(end, y, ' ', Styles.PLAIN);
  }
}
