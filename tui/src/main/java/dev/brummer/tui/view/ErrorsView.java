package dev.brummer.tui.view;

import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.key.Context;
import dev.brummer.tui.model.ErrorRow;
import dev.brummer.tui.model.Format;
import dev.brummer.tui.model.ListCursor;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.paint.AnsiSpans;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.StyledText;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

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

  private final AnsiSpans spans = new AnsiSpans();
  private final Table table =
      new Table(
          Table.Column.right("count", 5, 7),
          Table.Column.right("last", 5, 5),
          Table.Column.left("run", 6, 4),
          Table.Column.left("process", 10, 6),
          Table.Column.left("type", 18, 4),
          Table.Column.flexible("message", 34, 9),
          Table.Column.left("where", 28, 3));

  @Override
  public Context context() {
    return Context.ERRORS;
  }

  @Override
  public void paint(Model model, Brush brush, Rect area, boolean focused) {
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
    int height = Math.min(rows.size() + 1, Math.max(2, area.height() / 2));
    Rect list = area.top(height).below(1);
    table.forget();
    boolean again = false;
    for (ErrorRow error : rows.subList(0, Math.min(MEASURED, rows.size()))) {
      again |= error.seen(model.processes().row(error.process())) != ErrorRow.Seen.EVER;
      table.want(PROCESS, model.name(error.process()));
      table.want(TYPE, error.type());
      table.want(LOCATION, Objects.requireNonNullElse(error.location(), ""));
    }
    if (!again) {
      table.leaveOut(SEEN);
    }
    table.fit(area);
    table.head(brush, area.y());
    ListCursor cursor = model.cursor(Tab.ERRORS);
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
    detail(model, brush, area.below(height), rows.get(cursor.selected()));
  }

  private void row(Model model, Brush brush, int y, ErrorRow error) {
    table.cell(brush, COUNT, y, "×" + Format.count(error.count()), Theme.STRONG);
    table.cell(brush, LAST, y, Format.age(model.now() - error.lastMillis()), Theme.MUTED);
    ErrorRow.Seen seen = error.seen(model.processes().row(error.process()));
    long style = seen == ErrorRow.Seen.BEFORE ? Theme.MUTED : Theme.ACCENT;
    table.cell(brush, SEEN, y, seen.word(), style);
    table.cell(brush, PROCESS, y, model.name(error.process()), Theme.name(error.process()));
    table.cell(brush, TYPE, y, error.type(), Theme.BAD);
    table.cell(brush, MESSAGE, y, error.message(), Theme.PLAIN);
    String location = error.location();
    table.cell(brush, LOCATION, y, location == null ? "" : location, Theme.MUTED);
  }

  private void detail(Model model, Brush brush, Rect area, ErrorRow error) {
    if (area.height() < 3) {
      return;
    }
    int y = area.y();
    Panes.rule(brush, area, y++, when(model, error));
    BitSet process = new BitSet();
    process.set(error.process());
    LogQuery query = new LogQuery(process, dev.brummer.engine.log.Level.NONE, null);
    int limit = Math.min(Math.max(1, error.lines()), area.bottom() - y);
    for (StoredLine line : model.lines().from(query, error.line(), limit).lines()) {
      StyledText text = spans.parse(line.text(), Theme.PLAIN);
      brush.canvas.styled(area.x() + 1, y++, area.right(), text, 0, text.length());
    }
    if (error.location() != null && y < area.bottom()) {
      brush.text(area, area.x() + 1, y, "at " + error.location(), Theme.ACCENT);
    }
  }

  /// `first 09:41:02.884 · last 09:41:03.002 · new since api was started again`.
  private static String when(Model model, ErrorRow error) {
    String last = LogsView.clock(model, error.lastMillis());
    String name = model.name(error.process());
    String times =
        error.count() == 1
            ? "printed " + last
            : "first " + LogsView.clock(model, error.firstMillis()) + " · last " + last;
    return switch (error.seen(model.processes().row(error.process()))) {
      case EVER -> times;
      case NEW -> times + " · new since " + name + " was started again";
      case AGAIN -> times + " · also before " + name + " was started again";
      case BEFORE -> times + " · not since " + name + " was started again";
    };
  }

  @Override
  public String status(Model model) {
    int size = model.errors().size();
    String lost =
        model.errors().forgotten() == 0
            ? ""
            : " · " + Format.count(model.errors().forgotten()) + " older ones dropped";
    return size == 0 ? "" : Format.count(size, "distinct error") + lost;
  }
}
