package dev.brummer.tui.view;

import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.PathFormat;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.ErrorRow;
import dev.brummer.tui.model.list.Formats;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// One row per distinct error, newest first; below it the whole block as it was printed.
final class ErrorsView implements View {
  private static final int COUNT = 0;
  private static final int LAST = 1;
  private static final int SEEN = 2;
  private static final int PROCESS = 3;
  private static final int TYPE = 4;
  private static final int MESSAGE = 5;
  private static final int LOCATION = 6;

  /// Rows that say how wide the columns are.
  private static final int MEASURED = 100;

  private static final int PLACES = 28;

  private final ErrorDetails details = new ErrorDetails();
  private final Table table =
      new Table(
          Table.Column.right("count", 5, 7),
          Table.Column.right("last", 4, 2),
          Table.Column.left("run", 6, 3),
          Table.Column.left("process", 10, 6),
          Table.Column.left("type", 18, 4),
          Table.Column.flexible("message", 28, 9),
          Table.Column.left("where", PLACES, 5));

  @Override
  public KeyContext context() {
    return KeyContext.ERRORS;
  }

  @Override
  public void paint(Model model, Painter brush, Rect area, boolean focused) {
    List<ErrorRow> rows = model.errors().rows();
    if (rows.isEmpty()) {
      brush.empty(
          area,
          List.of(
              "No errors.",
              "Errors and stack traces that processes print are gathered here,",
              "one row per distinct error"));
      return;
    }
    int height = Math.min(rows.size() + 1, Math.max(2, 2 * area.height() / 5));
    Rect list = area.top(height).below(1);
    table.forget();
    boolean again = false;
    for (ErrorRow error : rows.subList(0, Math.min(MEASURED, rows.size()))) {
      again |= error.seen(model.processes().row(error.process())) != ErrorRow.Seen.EVER;
      table.want(PROCESS, model.name(error.process()));
      table.want(TYPE, error.type());
      table.want(LOCATION, place(model, error));
    }
    if (!again) {
      table.leaveOut(SEEN);
    }
    table.fit(area);
    table.head(brush, area.y());
    ListCursor cursor = model.cursor(Tab.ERRORS);
    brush.rows(cursor, rows, list, focused, (it, row) -> row(model, brush, row.y(), it));
    details.paint(model, brush, area.below(height), rows.get(cursor.selected()));
  }

  private void row(Model model, Painter brush, int y, ErrorRow error) {
    table.cell(brush, COUNT, y, "×" + Formats.count(error.count()), Styles.STRONG);
    table.cell(brush, LAST, y, Formats.age(model.now() - error.lastMillis()), Styles.MUTED);
    ErrorRow.Seen seen = error.seen(model.processes().row(error.process()));
    long style = seen == ErrorRow.Seen.BEFORE ? Styles.MUTED : Styles.ACCENT;
    table.cell(brush, SEEN, y, seen.word(), style);
    table.cell(brush, PROCESS, y, model.name(error.process()), Styles.name(error.process()));
    table.cell(brush, TYPE, y, error.type(), Styles.BAD);
    table.cell(brush, MESSAGE, y, error.message(), Styles.PLAIN);
    table.cell(brush, LOCATION, y, place(model, error), Styles.MUTED);
  }

  /// Where the process of an error works, empty if that is not known.
  static String directory(Model model, ErrorRow error) {
    ProcessRow process = model.processes().row(error.process());
    return process == null ? "" : process.info().spec().directory().toString();
  }

  private static String place(Model model, ErrorRow error) {
    String location = error.location();
    return location == null
        ? ""
        : PathFormat.end(PathFormat.from(directory(model, error), location), PLACES);
  }

  @Override
  public String status(Model model) {
    int size = model.errors().size();
    String lost =
        model.errors().forgotten() == 0
            ? ""
            : " · " + Formats.count(model.errors().forgotten()) + " older ones dropped";
    return size == 0 ? "" : Formats.count(size, "distinct error") + lost;
  }
}
