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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The bottom line: the active prompt, else a notification, else the step of the tour, else the
/// keys available in the current context.
final class Footer {
  /// Always shown, because the help lists all other keys.
  private static final String HELP = "? help";

  private static final String LEAVE_TOUR = "Esc leaves the tour";
  private static final String LEAVE = "Esc leaves";
  private static final String HIDE_FIRST_STEPS = "Esc hides this";
  private static final String HIDE = "Esc hides";

  /// Keys of a view about a process that come before the keys of the process itself.
  private static final int LEADING_KEYS = 2;

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
    String tour = model.tour().text(!model.pages().rows().isEmpty());
    if (tour != null) {
      paintHint(viewCanvas, area, tour, LEAVE_TOUR, LEAVE);
      return;
    }
    Rect rest = new Rect(area.x(), area.y(), area.width() - HELP.length() - 2, 1);
    List<Binding> shown = fitting(model, rest.width() - 1, bindings, context);
    int x = paintKeys(model, viewCanvas, rest, area.x() + 1, shown);
    x = viewCanvas.text(area, x, area.y(), HELP.substring(0, 1), Styles.KEY);
    viewCanvas.text(area, x, area.y(), HELP.substring(1), Styles.PLAIN);
  }

  /// The first steps, in a row of their own; nothing in an empty area.
  static void paintFirstSteps(Model model, ViewCanvas viewCanvas, Rect area) {
    String text = model.firstSteps().text();
    if (text != null && !area.isEmpty()) {
      paintHint(viewCanvas, area, text, HIDE_FIRST_STEPS, HIDE);
    }
  }

  /// Paints a text, and the longest of the texts about leaving it that there is room for.
  private static void paintHint(ViewCanvas viewCanvas, Rect area, String text, String... leave) {
    int x = viewCanvas.text(area, area.x() + 1, area.y(), text, Styles.ACCENT);
    for (String candidate : leave) {
      int from = area.right() - 1 - TextWidth.of(candidate);
      if (x + 2 <= from) {
        viewCanvas.text(area, from, area.y(), candidate, Styles.MUTED);
        return;
      }
    }
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

  /// The keys that there is room for, in their usual order: those of the view, then those of every
  /// view. In the views about a process, its keys matter more than all but the first of the view.
  private static List<Binding> fitting(
      Model model, int width, List<Binding> own, KeyContext context) {
    List<Binding> global = Bindings.reachable(context);
    boolean aboutProcess = context == KeyContext.PROCESSES || context == KeyContext.LOGS;
    Set<Binding> byPriority = new LinkedHashSet<>();
    own.stream()
        .filter(binding -> isShown(model, binding))
        .limit(aboutProcess ? LEADING_KEYS : own.size())
        .forEach(byPriority::add);
    global.stream().filter(Bindings::actsOnProcess).forEach(byPriority::add);
    byPriority.addAll(own);
    byPriority.addAll(global);
    Set<Binding> shown = new HashSet<>();
    int x = 0;
    for (Binding binding : byPriority) {
      int columns = isShown(model, binding) ? columns(model, binding) : width;
      if (x + columns < width) {
        shown.add(binding);
        x += columns + 2;
      }
    }
    List<Binding> inOrder = new ArrayList<>(own);
    inOrder.addAll(global);
    inOrder.retainAll(shown);
    return inOrder;
  }

  private static boolean isShown(Model model, Binding binding) {
    return !binding.label().apply(model).isEmpty() && binding.disabledReason().apply(model) == null;
  }

  private static int columns(Model model, Binding binding) {
    return TextWidth.of(keyOf(binding)) + 1 + TextWidth.of(binding.label().apply(model));
  }

  private static String keyOf(Binding binding) {
    String key = binding.keys().getFirst().label();
    return key.equals("Enter") ? "↵" : key;
  }

  private static int paintKeys(
      Model model, ViewCanvas viewCanvas, Rect area, int from, List<Binding> bindings) {
    int x = from;
    for (Binding binding : bindings) {
      if (!isShown(model, binding) || x + columns(model, binding) >= area.right()) {
        continue;
      }
      x = viewCanvas.text(area, x, area.y(), keyOf(binding), Styles.KEY);
      x = viewCanvas.text(area, x + 1, area.y(), binding.label().apply(model), Styles.PLAIN) + 2;
    }
    return x;
  }
}
