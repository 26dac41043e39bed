package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.EventFields;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.RelatedLogLines;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.Formats;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.model.list.PageRow;
import dev.brummer.tui.paint.Rect;
import java.util.Collection;
import java.util.List;

/// Browser sessions and, below, what the selected one has told; or, opened, all that one has told.
final class PagesView implements View {
  private static final int LAST = 0;
  private static final int PROCESS = 1;
  private static final int PAGE = 2;
  private static final int LOAD = 3;
  private static final int LCP = 4;
  private static final int INP = 5;
  private static final int CLS = 6;
  private static final int ERRORS = 7;
  private static final int CONSOLE = 8;
  private static final int SIGNALS = 9;
  private static final int TYPES = 19;

  private final DetailPane details = new DetailPane();
  private final Table table =
      new Table(
          Table.Column.right("last", 4, 6),
          Table.Column.left("process", 10, 5),
          Table.Column.flexible("page", 16, 9),
          Table.Column.right("load", 7, 7),
          Table.Column.right("LCP", 7, 5),
          Table.Column.right("INP", 7, 4),
          Table.Column.right("CLS", 6, 3),
          Table.Column.right("errors", 6, 8),
          Table.Column.right("console", 7, 2),
          Table.Column.right("events", 6, 1));

  @Override
  public KeyContext context() {
    return KeyContext.PAGES;
  }

  @Override
  public void paint(Model model, Painter brush, Rect area, boolean focused) {
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
    PageRow opened = model.pages().opened();
    if (opened != null) {
      stream(model, brush, area, focused, opened);
      return;
    }
    int height = Math.min(rows.size() + 1, Math.max(2, area.height() / 3));
    Rect list = area.top(height).below(1);
    table.forget();
    for (PageRow page : rows) {
      table.want(PROCESS, model.name(page.last().process()));
    }
    table.fit(area);
    table.head(brush, area.y());
    ListCursor cursor = model.cursor(Tab.PAGES);
    brush.rows(cursor, rows, list, focused, (it, row) -> row(model, brush, row.y(), it));
    PageRow selected = rows.get(cursor.selected());
    Rect rest = area.below(height);
    if (rest.height() >= 2) {
      Panes.rule(brush, rest, rest.y(), selected.page());
      signals(model, brush, rest.below(1), selected.signals());
    }
  }

  private void row(Model model, Painter brush, int y, PageRow page) {
    Event.PageEvent last = page.last();
    table.cell(brush, LAST, y, Formats.age(model.now() - last.atMillis()), Styles.MUTED);
    table.cell(brush, PROCESS, y, model.name(last.process()), Styles.name(last.process()));
    table.cell(brush, PAGE, y, page.page(), Styles.PLAIN);
    table.cell(brush, LOAD, y, page.load(), Styles.PLAIN);
    table.cell(brush, LCP, y, page.lcp(), Styles.PLAIN);
    table.cell(brush, INP, y, page.inp(), Styles.PLAIN);
    table.cell(brush, CLS, y, page.cls(), Styles.PLAIN);
    String errors = page.errors() == 0 ? "0" : "✖ " + page.errors();
    table.cell(brush, ERRORS, y, errors, page.errors() == 0 ? Styles.MUTED : Styles.BAD);
    table.cell(brush, CONSOLE, y, Formats.count(page.console()), Styles.MUTED);
    table.cell(brush, SIGNALS, y, Formats.count(page.total()), Styles.MUTED);
  }

  /// One page: what it told, each of which can be selected, and the whole of the selected one.
  private void stream(Model model, Painter brush, Rect area, boolean focused, PageRow page) {
    Panes.rule(brush, area, area.y(), page.page() + " · Esc: all pages");
    List<Event.PageEvent> stream = model.pages().stream();
    int detail = area.height() > 16 ? area.height() / 3 : 0;
    Rect list = area.below(1).top(area.height() - 1 - detail);
    ListCursor cursor = model.cursor(Tab.PAGES);
    brush.rows(cursor, stream, list, focused, (it, row) -> signal(model, brush, list, row.y(), it));
    if (detail > 0) {
      detail(model, brush, area.below(area.height() - detail), stream.get(cursor.selected()));
    }
  }

  private void detail(Model model, Painter brush, Rect area, Event.PageEvent signal) {
    details.begin(area.width());
    details.title("log: " + RelatedLogLines.of(model.lines(), signal).words() + " (l)");
    EventFields.of(signal).forEach(nameValue -> details.field(nameValue.name(), nameValue.value()));
    String title = signal.type() + " on " + signal.page();
    details.paint(brush, area, title, model.detail(), signal);
  }

  private static void signals(
      Model model, Painter brush, Rect area, Collection<Event.PageEvent> signals) {
    int y = area.y();
    for (Event.PageEvent signal : signals) {
      if (y >= area.bottom()) {
        return;
      }
      signal(model, brush, area, y++, signal);
    }
  }

  private static void signal(Model model, Painter brush, Rect area, int y, Event.PageEvent signal) {
    boolean bad = PageRow.isError(signal);
    int x = area.x() + 1;
    brush.text(area, x, y, LogsView.clock(model, signal.atMillis()), Styles.MUTED);
    brush.canvas.put(x + 13, y, bad ? '✖' : '·', bad ? Styles.BAD : Styles.MUTED);
    long style = bad ? Styles.BAD : Styles.ACCENT;
    int right = Math.min(area.right(), x + 15 + TYPES);
    brush.canvas.text(x + 15, y, right, signal.type(), style);
    brush.text(area, x + 16 + TYPES, y, signal.summary(), Styles.PLAIN);
  }

  @Override
  public String status(Model model) {
    int pages = model.pages().rows().size();
    int errors = model.pages().errors();
    return pages == 0
        ? ""
        : Formats.count(pages, "page")
            + (errors == 0 ? "" : " · " + Formats.count(errors, "error"));
  }
}
