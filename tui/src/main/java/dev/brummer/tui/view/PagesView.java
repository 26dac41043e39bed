package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.PageEventFields;
import dev.brummer.tui.model.RelatedLogLines;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.model.list.PageItem;
import dev.brummer.tui.model.list.PageRow;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// Browser pages with the events of the selected one below, or all events of an opened page.
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
  private static final int EVENTS = 9;
  private static final int TYPE_WIDTH = 19;

  private final DetailPane detailPane = new DetailPane();
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
  public void paint(Model model, ViewCanvas viewCanvas, Rect area, boolean focused) {
    List<PageRow> rows = model.pages().rows();
    if (rows.isEmpty()) {
      viewCanvas.emptyView(
          area,
          List.of(
              "No pages yet.",
              "Open a proxied URL in a browser (o): page loads, errors",
              "and timings reported by the page appear here"));
      return;
    }
    PageRow opened = model.pages().opened();
    if (opened != null) {
      paintPage(model, viewCanvas, area, focused, opened);
      return;
    }
    int height = Math.min(rows.size() + 1, Math.max(2, area.height() / 3));
    Rect list = area.top(height).below(1);
    table.reset();
    for (PageRow page : rows) {
      table.reserve(PROCESS, model.name(page.last().process()));
    }
    table.fit(area);
    table.titles(viewCanvas, area.y());
    ListCursor cursor = model.cursor(Tab.PAGES);
    viewCanvas.rows(
        cursor, rows, list, focused, (it, row) -> paintRow(model, viewCanvas, row.y(), it));
    PageRow selected = rows.get(cursor.selected());
    Rect rest = area.below(height);
    if (rest.height() >= 2) {
      viewCanvas.rule(rest, rest.y(), selected.page());
      paintItems(model, viewCanvas, rest.below(1), selected.items(false));
    }
  }

  private void paintRow(Model model, ViewCanvas viewCanvas, int y, PageRow page) {
    Event.PageEvent last = page.last();
    table.cell(
        viewCanvas, LAST, y, CompactFormats.age(model.now() - last.atMillis()), Styles.MUTED);
    table.cell(
        viewCanvas, PROCESS, y, model.name(last.process()), Styles.processName(last.process()));
    table.cell(viewCanvas, PAGE, y, page.page(), Styles.PLAIN);
    table.cell(viewCanvas, LOAD, y, page.load(), Styles.PLAIN);
    table.cell(viewCanvas, LCP, y, page.lcp(), Styles.PLAIN);
    table.cell(viewCanvas, INP, y, page.inp(), Styles.PLAIN);
    table.cell(viewCanvas, CLS, y, page.cls(), Styles.PLAIN);
    String errors = page.errors() == 0 ? "0" : "✖ " + page.errors();
    table.cell(viewCanvas, ERRORS, y, errors, page.errors() == 0 ? Styles.MUTED : Styles.ERROR);
    table.cell(viewCanvas, CONSOLE, y, CompactFormats.count(page.consoleLines()), Styles.MUTED);
    table.cell(viewCanvas, EVENTS, y, CompactFormats.count(page.total()), Styles.MUTED);
  }

  /// Paints an opened page: its events and the details of the selected one.
  private void paintPage(
      Model model, ViewCanvas viewCanvas, Rect area, boolean focused, PageRow page) {
    viewCanvas.rule(area, area.y(), page.page() + " · Esc: all pages");
    List<PageItem> items = model.pages().openedItems();
    int detail = area.height() > 16 ? area.height() / 3 : 0;
    Rect list = area.below(1).top(area.height() - 1 - detail);
    ListCursor cursor = model.cursor(Tab.PAGES);
    viewCanvas.rows(
        cursor, items, list, focused, (it, row) -> paintItem(model, viewCanvas, list, row.y(), it));
    if (detail > 0
        && items.get(cursor.selected()) instanceof PageItem.Occurrence(Event.PageEvent event)) {
      paintDetail(model, viewCanvas, area.below(area.height() - detail), event);
    }
  }

  private void paintDetail(Model model, ViewCanvas viewCanvas, Rect area, Event.PageEvent event) {
    detailPane.reset(area.width());
    detailPane.heading("log: " + RelatedLogLines.of(model.lines(), event).describe() + " (l)");
    PageEventFields.of(event)
        .forEach(nameValue -> detailPane.field(nameValue.name(), nameValue.value()));
    String title = event.type() + " on " + event.page();
    detailPane.paint(viewCanvas, area, title, model.detail(), event);
  }

  private static void paintItems(
      Model model, ViewCanvas viewCanvas, Rect area, List<PageItem> items) {
    int rows = Math.min(items.size(), area.height());
    for (int i = 0; i < rows; i++) {
      boolean foldHidden = rows < items.size() && i == rows - 1;
      PageItem item = foldHidden ? items.getLast() : items.get(i);
      paintItem(model, viewCanvas, area, area.y() + i, item);
    }
  }

  private static void paintItem(
      Model model, ViewCanvas viewCanvas, Rect area, int y, PageItem item) {
    switch (item) {
      case PageItem.Occurrence(Event.PageEvent event) ->
          paintEvent(model, viewCanvas, area, y, event);
      case PageItem.Fold fold -> {
        String text = (fold.unfolded() ? "▾ " : "▸ ") + fold.count() + " measurements: ";
        viewCanvas.text(area, area.x() + 1, y, text + fold.summary(), Styles.MUTED);
      }
    }
  }

  private static void paintEvent(
      Model model, ViewCanvas viewCanvas, Rect area, int y, Event.PageEvent event) {
    boolean error = PageRow.isError(event);
    int x = area.x() + 1;
    viewCanvas.text(area, x, y, LogsView.clock(model, event.atMillis()), Styles.MUTED);
    viewCanvas.canvas.put(x + 13, y, error ? '✖' : '·', error ? Styles.ERROR : Styles.MUTED);
    long style = error ? Styles.ERROR : Styles.ACCENT;
    int right = Math.min(area.right(), x + 15 + TYPE_WIDTH);
    viewCanvas.canvas.text(x + 15, y, right, event.type(), style);
    viewCanvas.text(area, x + 16 + TYPE_WIDTH, y, event.summary(), Styles.PLAIN);
  }

  @Override
  public String status(Model model) {
    int pages = model.pages().rows().size();
    int errors = model.pages().errors();
    return pages == 0
        ? ""
        : CompactFormats.count(pages, "page")
            + (errors == 0 ? "" : " · " + CompactFormats.count(errors, "error"));
  }
}
