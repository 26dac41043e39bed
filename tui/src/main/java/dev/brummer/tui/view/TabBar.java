package dev.brummer.tui.view;

import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.TextWidth;

/// The tabs in the upper border of the main pane. Where they do not fit, only the shown one keeps
/// its name.
final class TabBar {
  private TabBar() {}

  static void paint(Model model, Brush brush, Rect box, boolean focused) {
    int room = box.width() - 4;
    boolean names = width(model, true) <= room;
    int x = box.x() + 1;
    brush.canvas.put(x++, box.y(), ' ', Theme.PLAIN);
    for (Tab tab : Tab.values()) {
      boolean shown = tab == model.tab();
      String title = title(model, tab, names || shown);
      if (x + TextWidth.of(title) > box.right() - 2) {
        return;
      }
      long style = shown ? focused ? Theme.TITLE : Theme.STRONG : Theme.MUTED;
      int end = brush.canvas.text(x, box.y(), box.right() - 1, title, style);
      brush.zones.add(Zones.Kind.TAB, tab.number(), x, box.y(), end - x, 1);
      brush.canvas.put(end, box.y(), ' ', Theme.PLAIN);
      brush.canvas.put(end + 1, box.y(), tab == Tab.SYSTEM ? '─' : ' ', Theme.BORDER);
      x = end + 2;
    }
  }

  private static int width(Model model, boolean names) {
    int width = 0;
    for (Tab tab : Tab.values()) {
      width += TextWidth.of(title(model, tab, names)) + 2;
    }
    return width;
  }

  private static String title(Model model, Tab tab, boolean named) {
    int count =
        switch (tab) {
          case ERRORS -> model.errors().size();
          case URLS -> model.urls().rows().size();
          case PAGES -> model.pages().errors();
          case AGENTS -> model.agents().size();
          case SYSTEM -> model.faults().size();
          case LOGS, REQUESTS -> 0;
        };
    String name = named ? tab.number() + " " + tab.title() : Integer.toString(tab.number());
    return count > 0 && named ? name + "·" + Math.min(count, 999) : name;
  }
}
