package dev.brummer.tui.view;

import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.TextWidth;

/// The tabs in the upper border of the main pane. Where they do not fit, the counts go, but not
/// that of the errors; then the names, but not that of the shown one.
final class TabBar {
  private TabBar() {}

  static void paint(Model model, Painter brush, Rect box, boolean focused) {
    int room = box.width() - 4;
    Form form = Form.COUNTS;
    while (form != Form.NUMBERS && width(model, form) > room) {
      form = Form.values()[form.ordinal() + 1];
    }
    int x = box.x() + 1;
    brush.canvas.put(x++, box.y(), ' ', Styles.PLAIN);
    for (Tab tab : Tab.values()) {
      boolean shown = tab == model.tab();
      String title = title(model, tab, shown ? Form.COUNTS : form);
      if (x + TextWidth.of(title) > box.right() - 2) {
        return;
      }
      long style = shown ? focused ? Styles.TITLE : Styles.STRONG : Styles.MUTED;
      int end = brush.canvas.text(x, box.y(), box.right() - 1, title, style);
      brush.zones.add(HitRegions.Kind.TAB, tab.number(), x, box.y(), end - x, 1);
      brush.canvas.put(end, box.y(), ' ', Styles.PLAIN);
      brush.canvas.put(end + 1, box.y(), tab == Tab.SYSTEM ? '─' : ' ', Styles.BORDER);
      x = end + 2;
    }
  }

  /// How much a tab says.
  private enum Form {
    COUNTS,
    NAMES,
    NUMBERS
  }

  private static int width(Model model, Form form) {
    int width = 0;
    for (Tab tab : Tab.values()) {
      width += TextWidth.of(title(model, tab, tab == model.tab() ? Form.COUNTS : form)) + 2;
    }
    return width;
  }

  private static String title(Model model, Tab tab, Form form) {
    int count =
        switch (tab) {
          case ERRORS -> model.errors().size();
          case URLS -> model.urls().rows().size();
          case PAGES -> model.pages().errors();
          case AGENTS -> model.agents().here();
          case SYSTEM -> model.faults().size();
          case LOGS, REQUESTS -> 0;
        };
    String number = Integer.toString(tab.number());
    String name = form == Form.NUMBERS ? number : number + " " + tab.title();
    boolean counts = form == Form.COUNTS || tab == Tab.ERRORS;
    return count > 0 && counts ? name + "·" + Math.min(count, 999) : name;
  }
}
