package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.text.VisibleText;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// Paints the question whether to apply a changed configuration.
final class ConfigChangeDialog {
  private static final int WIDTH = 78;

  private ConfigChangeDialog() {}

  static void paint(ViewCanvas viewCanvas, Rect screen, Event.ConfigChanged change) {
    List<String> lines = change.lines();
    Rect box = screen.centred(WIDTH, Math.min(screen.height() - 2, lines.size() + 5));
    Dialogs.paintDialog(viewCanvas, box, "The configuration has changed");
    Rect inside = box.inset();
    int x = inside.x() + 1;
    viewCanvas.text(inside, x, inside.y(), "Apply it now?", Styles.STRONG);
    int y = inside.y() + 1;
    for (String line : lines.subList(0, Math.min(lines.size(), inside.height() - 3))) {
      viewCanvas.text(inside, x + 2, y++, VisibleText.line(line), Styles.PLAIN);
    }
    int hint = inside.bottom() - 1;
    x = viewCanvas.text(inside, x, hint, "y", Styles.KEY);
    x = viewCanvas.text(inside, x + 1, hint, "apply", Styles.PLAIN) + 3;
    x = viewCanvas.text(inside, x, hint, "n", Styles.KEY);
    viewCanvas.text(inside, x + 1, hint, "later", Styles.PLAIN);
  }
}
