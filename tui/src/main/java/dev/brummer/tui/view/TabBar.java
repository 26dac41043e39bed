package dev.brummer.tui.view;

import dev.brummer.engine.text.TextWidth;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.paint.Rect;

/// The tabs in the top border of the main pane. When they do not fit, counts are dropped except
/// that of errors, then names are shortened, then dropped except that of the active tab.
final class TabBar {
  private TabBar() {}

  static void paint(Model model, ViewCanvas viewCanvas, Rect box, boolean focused) {
    int room = box.width() - 4;
    LabelMode labelMode = LabelMode.COUNTS;
    while (labelMode != LabelMode.NUMBERS && width(model, labelMode) > room) {
      labelMode = LabelMode.values()[labelMode.ordinal() + 1];
    }
    int x = box.x() + 1;
    viewCanvas.canvas.put(x++, box.y(), ' ', Styles.PLAIN);
    for (Tab tab : Tab.values()) {
      boolean shown = tab == model.tab();
      String title = title(model, tab, shown ? LabelMode.COUNTS : labelMode);
      if (x + TextWidth.of(title) > box.right() - 2) {
        return;
      }
      long style = shown ? focused ? Styles.TITLE : Styles.STRONG : Styles.MUTED;
      int end = viewCanvas.canvas.text(x, box.y(), box.right() - 1, title, style);
      viewCanvas.hitRegions.add(HitRegions.RegionKind.TAB, tab.number(), x, box.y(), end - x, 1);
      viewCanvas.canvas.put(end, box.y(), ' ', Styles.PLAIN);
      viewCanvas.canvas.put(end + 1, box.y(), tab == Tab.SYSTEM ? '─' : ' ', Styles.BORDER);
      x = end + 2;
    }
  }

  /// Level of detail of the labels.
  private enum LabelMode {
    COUNTS,
    NAMES,
    SHORT_NAMES,
    NUMBERS
  }

  private static int width(Model model, LabelMode labelMode) {
    int width = 0;
    for (Tab tab : Tab.values()) {
      width +=
          TextWidth.of(title(model, tab, tab == model.tab() ? LabelMode.COUNTS : labelMode)) + 2;
    }
    return width;
  }

  private static String title(Model model, Tab tab, LabelMode labelMode) {
    int count =
        switch (tab) {
          case ERRORS -> model.errors().open();
          case URLS -> model.urls().count();
          case AGENTS -> model.agents().connectedCount();
          case SYSTEM -> model.failures().size();
          case LOGS, REQUESTS, PAGES -> 0;
        };
    String number = Integer.toString(tab.number());
    String name =
        switch (labelMode) {
          case COUNTS, NAMES -> number + " " + tab.title();
          case SHORT_NAMES -> number + " " + tab.shortTitle();
          case NUMBERS -> number;
        };
    boolean counts = labelMode == LabelMode.COUNTS || tab == Tab.ERRORS;
    return count > 0 && counts ? name + "·" + Math.min(count, 999) : name;
  }
}
