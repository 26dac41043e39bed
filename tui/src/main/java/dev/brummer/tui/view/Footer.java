package dev.brummer.tui.view;

import dev.brummer.engine.text.TextWidth;
import dev.brummer.tui.binding.Binding;
import dev.brummer.tui.binding.Bindings;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// The bottom line: the active prompt, else a notification, else the keys available in the current
/// context.
final class Footer {
  /// Always shown, because the help lists all other keys.
  private static final String HELP = "? help";

  private Footer() {}

  static void paint(Model model, ViewCanvas viewCanvas, Rect area, KeyContext context) {
    if (model.overlay() instanceof Overlay.Prompt prompt) {
      paintPrompt(viewCanvas, area, prompt);
      return;
    }
    Toast toast = model.toast();
    if (toast != null) {
      paintToast(viewCanvas, area, toast);
      return;
    }
    List<Binding> bindings = Bindings.of(context);
    if (model.overlay() instanceof Overlay.Interactive interactive) {
      ProcessRow row = model.processes().row(interactive.process());
      if (row == null || !row.state().alive()) {
        viewCanvas.text(area, area.x() + 1, area.y(), "press any key to return", Styles.WARNING);
        return;
      }
      int x = paintKeys(model, viewCanvas, area, area.x() + 1, bindings);
      String text = "all other keys go to " + model.name(interactive.process());
      viewCanvas.text(area, x, area.y(), text, Styles.WARNING);
      return;
    }
    if (context.isModal()) {
      paintKeys(model, viewCanvas, area, area.x() + 1, bindings);
      return;
    }
    Rect rest = new Rect(area.x(), area.y(), area.width() - HELP.length() - 2, 1);
    int x = paintKeys(model, viewCanvas, rest, area.x() + 1, bindings);
    x = paintKeys(model, viewCanvas, rest, x, Bindings.reachable(context));
    x = viewCanvas.text(area, x, area.y(), HELP.substring(0, 1), Styles.KEY);
    viewCanvas.text(area, x, area.y(), HELP.substring(1), Styles.PLAIN);
  }

  private static void paintPrompt(ViewCanvas viewCanvas, Rect area, Overlay.Prompt prompt) {
    int x =
        viewCanvas.text(area, area.x() + 1, area.y(), prompt.purpose().label() + ": ", Styles.KEY);
    int room = Math.max(1, area.right() - x - 1);
    String left = prompt.input().beforeCursor();
    int hidden = Math.max(0, TextWidth.of(left) - room);
    String shown = dropLeft(prompt.input().text(), hidden);
    viewCanvas.text(area, x, area.y(), shown, Styles.PLAIN);
    viewCanvas.canvas.cursor(x + TextWidth.of(dropLeft(left, hidden)), area.y());
  }

  /// Drops at least `columns` columns at the left, in whole characters.
  static String dropLeft(String text, int columns) {
    int at = 0;
    int dropped = 0;
    while (at < text.length() && dropped < columns) {
      int codePoint = text.codePointAt(at);
      dropped += TextWidth.of(codePoint);
      at += Character.charCount(codePoint);
    }
    return text.substring(at);
  }

  private static void paintToast(ViewCanvas viewCanvas, Rect area, Toast toast) {
    char glyph =
        switch (toast.severity()) {
          case SUCCESS -> '✔';
          case INFO -> '•';
          case ERROR -> '⚠';
        };
    long style =
        switch (toast.severity()) {
          case SUCCESS -> Styles.SUCCESS;
          case INFO -> Styles.ACCENT;
          case ERROR -> Styles.WARNING;
        };
    viewCanvas.canvas.put(area.x() + 1, area.y(), glyph, style);
    viewCanvas.text(area, area.x() + 3, area.y(), toast.text(), style);
  }

  private static int paintKeys(
      Model model, ViewCanvas viewCanvas, Rect area, int from, List<Binding> bindings) {
    int x = from;
    for (Binding binding : bindings) {
      String label = binding.label().apply(model);
      if (label.isEmpty() || binding.disabledReason().apply(model) != null) {
        continue;
      }
      String key = binding.keys().getFirst().label();
      String shown = key.equals("Enter") ? "↵" : key;
      if (x + TextWidth.of(shown) + 1 + TextWidth.of(label) >= area.right()) {
        continue;
      }
      x = viewCanvas.text(area, x, area.y(), shown, Styles.KEY);
      x = viewCanvas.text(area, x + 1, area.y(), label, Styles.PLAIN) + 2;
    }
    return x;
  }
}
