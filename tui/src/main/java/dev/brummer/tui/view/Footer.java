package dev.brummer.tui.view;

import dev.brummer.tui.key.Binding;
import dev.brummer.tui.key.Context;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.Rect;
import java.util.ArrayList;
import java.util.List;

/// The bottom line: the keys that do something here and now, or the line being typed.
final class Footer {
  private Footer() {}

  static void paint(Model model, Canvas canvas, Rect row) {
    if (model.overlay() instanceof Overlay.Prompt prompt) {
      String label = prompt.purpose().label() + ": ";
      int x = canvas.text(1, row.y(), row.right(), label, Look.ACCENT);
      canvas.text(x, row.y(), row.right(), prompt.input().text(), Look.PLAIN);
      canvas.cursor(x + prompt.input().beforeCursor().length(), row.y());
      return;
    }
    Context context = Bindings.context(model);
    List<Binding<Model>> shown = new ArrayList<>(Bindings.KEYS.of(context));
    if (!context.modal()) {
      shown.addAll(Bindings.KEYS.of(Context.GLOBAL));
    }
    int x = 1;
    for (Binding<Model> binding : shown) {
      if (!binding.label().isEmpty() && binding.whyNot().apply(model) == null) {
        String key = binding.keys().getFirst().label().replace("Enter", "↵");
        int width = key.length() + binding.label().length() + 3;
        if (x + width > row.right()) {
          return;
        }
        x = canvas.text(x, row.y(), row.right(), key, Look.BOLD | Look.ACCENT);
        x = canvas.text(x + 1, row.y(), row.right(), binding.label(), Look.FAINT) + 2;
      }
    }
  }
}
