package dev.brummer.tui.view;

import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.PathFormat;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.model.list.ErrorRow;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// One row per distinct error, newest first, and below it the output of the selected one.
final class ErrorsView implements View {
  private static final int COUNT = 0;
  private static final int LAST = 1;
  private static final int RECENCY = 2;
  private static final int SOURCE = 3;
  private static final int TYPE = 4;
  private static final int MESSAGE = 5;
  private static final int LOCATION = 6;

  /// Number of rows measured for the column widths.
  private static final int MAX_MEASURED_ROWS = 100;

  private static final int LOCATION_WIDTH = 28;

  private final ErrorDetailPane details = new ErrorDetailPane();
  private final Table table =
      new Table(
          Table.Column.right("count", 8, 7),
          Table.Column.right("last", 4, 2),
          Table.Column.left("run", 6, 3),
          Table.Column.left("source", 10, 6),
          Table.Column.left("type", 18, 4),
          Table.Column.flexible("message", 28, 9),
          Table.Column.left("location", LOCATION_WIDTH, 5));

  @Override
  public void paint(Model model, ViewCanvas viewCanvas, Rect area, boolean focused) {
    List<ErrorRow> rows = model.errors().rows();
    if (rows.isEmpty()) {
      viewCanvas.emptyView(
          area,
          List.of(
              "No errors.",
              "Errors of processes and of the pages that browsers show",
              "through the proxy appear here, one row per distinct error"));
      return;
    }
    int height = Math.min(rows.size() + 1, Math.max(2, 2 * area.height() / 5));
    Rect list = area.top(height).below(1);
    table.reset();
    boolean marked = false;
    for (ErrorRow error : rows.subList(0, Math.min(MAX_MEASURED_ROWS, rows.size()))) {
      marked |=
          error.recency(model.processes().row(error.process())) != ErrorRow.Recency.NOT_RESTARTED;
      table.reserve(COUNT, count(error));
      table.reserve(SOURCE, source(model, error));
      table.reserve(TYPE, error.type());
      table.reserve(LOCATION, locationText(model, error));
    }
    if (!marked) {
      table.hide(RECENCY);
    }
    table.fit(area);
    table.titles(viewCanvas, area.y());
    ListCursor cursor = model.cursor(Tab.ERRORS);
    viewCanvas.rows(
        cursor, rows, list, focused, (it, row) -> paintRow(model, viewCanvas, row.y(), it));
    details.paint(model, viewCanvas, area.below(height), rows.get(cursor.selected()));
  }

  private void paintRow(Model model, ViewCanvas viewCanvas, int y, ErrorRow error) {
    table.cell(viewCanvas, COUNT, y, count(error), Styles.STRONG);
    table.cell(
        viewCanvas, LAST, y, CompactFormats.age(model.now() - error.lastMillis()), Styles.MUTED);
    ErrorRow.Recency recency = error.recency(model.processes().row(error.process()));
    long style = recency == ErrorRow.Recency.HEALED ? Styles.MUTED : Styles.ACCENT;
    table.cell(viewCanvas, RECENCY, y, recency.label(), style);
    table.cell(viewCanvas, SOURCE, y, source(model, error), Styles.processName(error.process()));
    boolean healed = recency == ErrorRow.Recency.HEALED;
    table.cell(viewCanvas, TYPE, y, error.type(), healed ? Styles.MUTED : Styles.ERROR);
    boolean typed = table.isVisible(TYPE);
    String message = typed ? error.message() : error.type() + ": " + error.message();
    table.cell(viewCanvas, MESSAGE, y, message, healed ? Styles.MUTED : Styles.PLAIN);
    table.cell(viewCanvas, LOCATION, y, locationText(model, error), Styles.MUTED);
  }

  private static String count(ErrorRow error) {
    return "×" + CompactFormats.count(error.count());
  }

  /// The process that has printed the error, or `browser`.
  private static String source(Model model, ErrorRow error) {
    return error.isInBrowser() ? "browser" : model.name(error.process());
  }

  /// Returns the working directory of the error's process, empty when unknown.
  static String directory(Model model, ErrorRow error) {
    ProcessRow process = model.processes().row(error.process());
    return process == null ? "" : process.info().spec().directory().toString();
  }

  private static String locationText(Model model, ErrorRow error) {
    String location = error.location();
    return location == null
        ? ""
        : PathFormat.tail(PathFormat.relativeTo(directory(model, error), location), LOCATION_WIDTH);
  }

  @Override
  public String status(Model model) {
    int open = model.errors().open();
    int healedCount = model.errors().size() - open;
    String healed = healedCount == 0 ? "" : " · " + CompactFormats.count(healedCount) + " healed";
    String dropped =
        model.errors().evicted() == 0
            ? ""
            : " · " + CompactFormats.count(model.errors().evicted()) + " older dropped";
    int acknowledged = model.errors().acknowledged();
    String hidden =
        acknowledged == 0 ? "" : " · " + CompactFormats.count(acknowledged) + " acknowledged";
    return open == 0 && healedCount == 0 && acknowledged == 0
        ? ""
        : CompactFormats.count(open, "distinct error") + healed + dropped + hidden;
  }
}
