package dev.brummer.tui.view;

import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.Rect;

/// What a view with nothing in it says: what would be here, and how to make it come.
final class Empty {
  private Empty() {}

  static void paint(Canvas canvas, Rect area, String what, String how) {
    int y = area.y() + Math.max(0, area.height() / 2 - 1);
    centred(canvas, area, y, what, Look.PLAIN);
    centred(canvas, area, y + 1, how, Look.FAINT);
  }

  private static void centred(Canvas canvas, Rect area, int y, String text, long style) {
    int x = area.x() + Math.max(0, (area.width() - text.length()) / 2);
    canvas.text(x, y, area.right(), text, style);
  }
}
