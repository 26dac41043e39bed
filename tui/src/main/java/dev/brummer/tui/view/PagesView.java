package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.key.Context;
import dev.brummer.tui.model.Format;
import dev.brummer.tui.model.ListCursor;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.PageRow;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// Browser sessions and, below, what the selected one has told.
final class PagesView implements View {
  private static final int LAST = 0;
  private static final int PAGE = 1;
  private static final int ERRORS = 2;
  private static final int SIGNALS = 3;
  private static final int NEWEST = 4;

  private final Table table =
      new Table(
          Table.Column.right("last", 5, 7),
          Table.Column.flexible("page", 16, 9),
          Table.Column.right("errors", 6, 8),
          Table.Column.right("signals", 7, 5),
          Table.Column.flexible("newest", 16, 4));

  @Override
  public Context context() {
    return Context.PAGES;
  }

  @Override
  public void paint(Model model, Brush brush, Rect area, boolean focused) {
    List<PageRow> rows = model.pages().rows();
    if (rows.isEmpty()) {
      brush.empty(
          area,
          List.of(
              "No pages yet.",
              "Open a proxied URL in a browser (o): page loads, errors",
              "and timings that the browser sees appear here"));
      return;
    }
    int height = Math.min(rows.size() + 1, Math.max(2, area.height() / 3));
    Rect list = area.top(height).below(1);
    table.fit(area);
    table.head(brush, area.y());
    ListCursor cursor = model.cursor(Tab.PAGES);
    int shown = brush.visible(cursor, rows.size(), list);
    for (int i = 0; i < shown; i++) {
      int index = cursor.top() + i;
      Rect row = new Rect(list.x(), list.y() + i, list.width(), 1);
      row(model, brush, row.y(), rows.get(index));
      if (index == cursor.selected()) {
        brush.selected(row, focused);
      }
      brush.zones.add(Zones.Kind.ROW, index, row);
    }
    signals(model, brush, area.below(height), rows.get(cursor.selected()));
  }

  private void row(Model model, Brush brush, int y, PageRow page) {
    Event.PageSignal last = page.last();
    table.cell(brush, LAST, y, Format.age(model.now() - last.atMillis()), Theme.MUTED);
    table.cell(brush, PAGE, y, page.page(), Theme.PLAIN);
    String errors = page.errors() == 0 ? "0" : "✖ " + page.errors();
    table.cell(brush, ERRORS, y, errors, page.errors() == 0 ? Theme.MUTED : Theme.BAD);
    table.cell(brush, SIGNALS, y, Format.count(page.total()), Theme.MUTED);
    table.cell(brush, NEWEST, y, last.summary(), Theme.PLAIN);
  }

  private static void signals(Model model, Brush brush, Rect area, PageRow page) {
    if (area.height() < 2) {
      return;
    }
    int y = area.y();
    Panes.rule(brush, area, y++, page.page());
    for (Event.PageSignal signal : page.signals()) {
      if (y >= area.bottom()) {
        return;
      }
      boolean bad = PageRow.isError(signal);
      int x = area.x() + 1;
      brush.text(area, x, y, LogsView.clock(model, signal.atMillis()), Theme.MUTED);
      brush.canvas.put(x + 13, y, bad ? '✖' : '·', bad ? Theme.BAD : Theme.MUTED);
      brush.canvas.text(
          x + 15, y, Math.min(area.right(), x + 33), signal.type(), bad ? Theme.BAD : Theme.ACCENT);
      brush.text(area, x + 34, y++, signal.summary(), Theme.PLAIN);
    }
  }

  @Override
  public String status(Model model) {
    int pages = model.pages().rows().size();
    int errors = model.pages().errors();
    return pages == 0
        ? ""
        : Format.count(pages, "page") + (errors == 0 ? "" : " · " + Format.count(errors, "error"));
  }
}
