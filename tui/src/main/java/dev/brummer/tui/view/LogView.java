package dev.brummer.tui.view;

import dev.brummer.engine.log.Level;
import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.Source;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.tui.model.Format;
import dev.brummer.tui.model.LogState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Search;
import dev.brummer.tui.paint.AnsiSpans;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.StyledText;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// The log: the newest lines while following, else a page from the line on top. Asks the store only
/// for what fits.
final class LogView {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final int CLOCK_WIDTH = 12;
  private static final int AGO_WIDTH = 4;

  private final AnsiSpans spans = new AnsiSpans();

  private record Row(StoredLine line, StyledText text, int from, int to) {}

  void paint(Model model, Canvas canvas, Rect area, int borderRow) {
    LogState log = model.log();
    if (!model.anyStarted() && model.lines().end() == 0) {
      Empty.paint(
          canvas,
          area,
          "Nothing runs yet.",
          model.processes().isEmpty()
              ? "No scripts were found here."
              : "Choose a process with ↑ ↓ and start it with s.");
      return;
    }
    List<Row> rows = log.follow() ? newest(model, area) : page(model, area);
    int y = area.y();
    for (Row row : rows) {
      paintRow(model, canvas, area, y++, row);
    }
    if (rows.isEmpty()) {
      Empty.paint(canvas, area, "No lines to show.", "Filters: l level · f text · Esc clears them");
    } else {
      log.shown(rows.getFirst().line().number(), rows.getLast().line().number(), area.height());
    }
    status(model, canvas, area, borderRow);
  }

  private int prefix(Model model) {
    int names = model.processes().stream().mapToInt(r -> r.name().length()).max().orElse(0);
    int time =
        switch (model.log().times()) {
          case CLOCK -> CLOCK_WIDTH + 1;
          case AGO -> AGO_WIDTH + 1;
          case OFF -> 0;
        };
    return time + (model.log().only() == 0 ? Math.min(names, 16) + 3 : 0);
  }

  private List<Row> newest(Model model, Rect area) {
    LogQuery query = model.log().query(model.processes().size());
    LogPage page = model.lines().before(query, Long.MAX_VALUE, area.height());
    List<Row> rows = new ArrayList<>();
    List<StoredLine> lines = page.lines();
    for (int i = lines.size() - 1; i >= 0 && rows.size() < area.height(); i--) {
      if (lines.get(i).number() < model.log().clearedBefore()) {
        break;
      }
      List<Row> of = rowsOf(model, lines.get(i), area);
      for (int r = of.size() - 1; r >= 0 && rows.size() < area.height(); r--) {
        rows.add(of.get(r));
      }
    }
    return rows.reversed();
  }

  private List<Row> page(Model model, Rect area) {
    LogState log = model.log();
    if (log.cursor() < log.top()) {
      log.top(log.cursor());
    }
    List<Row> rows = from(model, area, log.top());
    boolean below = !rows.isEmpty() && log.cursor() > rows.getLast().line().number();
    if (below) {
      LogQuery query = log.query(model.processes().size());
      LogPage page = model.lines().before(query, log.cursor() + 1, area.height());
      if (!page.lines().isEmpty()) {
        log.top(page.lines().getFirst().number());
        rows = from(model, area, log.top());
      }
    }
    return rows;
  }

  private List<Row> from(Model model, Rect area, long first) {
    LogQuery query = model.log().query(model.processes().size());
    LogPage page = model.lines().from(query, first, area.height());
    List<Row> rows = new ArrayList<>();
    for (StoredLine line : page.lines()) {
      for (Row row : rowsOf(model, line, area)) {
        if (rows.size() < area.height()) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private List<Row> rowsOf(Model model, StoredLine line, Rect area) {
    StyledText text = spans.parse(line.text(), base(line));
    int columns = Math.max(1, area.width() - prefix(model));
    if (!model.log().wrap()) {
      return List.of(new Row(line, text, 0, text.length()));
    }
    List<Row> rows = new ArrayList<>();
    int at = 0;
    do {
      int end = text.rowEnd(at, columns);
      rows.add(new Row(line, text, at, end));
      at = end;
    } while (at < text.length() && rows.size() < area.height());
    return rows;
  }

  private static long base(StoredLine line) {
    if (line.source() == Source.BRUMMER) {
      return Look.FAINT;
    }
    return line.level() == Level.ERROR
        ? Look.BAD
        : line.level() == Level.WARN ? Look.WARN : Look.PLAIN;
  }

  private void paintRow(Model model, Canvas canvas, Rect area, int y, Row row) {
    int x = area.x();
    if (row.from() == 0) {
      x = head(model, canvas, area, y, row.line());
    }
    x = Math.max(x, area.x() + prefix(model));
    int end = canvas.styled(x, y, area.right(), row.text(), row.from(), row.to());
    if (!model.log().wrap() && row.text().rowEnd(0, area.right() - x) < row.text().length()) {
      canvas.put(area.right() - 1, y, '…', Look.FAINT);
    }
    Search search = model.search();
    boolean hit = search != null && search.position(row.line().number()) > 0;
    if (model.log().selected(row.line().number())) {
      canvas.restyle(new Rect(area.x(), y, area.width(), 1), style -> style | Look.SELECTED);
    } else if (hit) {
      canvas.restyle(new Rect(x, y, end - x, 1), style -> style | Look.BOLD | Look.SELECTED);
    }
  }

  private static int head(Model model, Canvas canvas, Rect area, int y, StoredLine line) {
    int x = area.x();
    switch (model.log().times()) {
      case CLOCK ->
          x =
              canvas.text(
                      x,
                      y,
                      area.right(),
                      CLOCK.format(Instant.ofEpochMilli(line.atMillis()).atZone(model.zone())),
                      Look.FAINT)
                  + 1;
      case AGO -> {
        canvas.textRight(
            x, y, x + AGO_WIDTH, Format.age(model.now() - line.atMillis()), Look.FAINT);
        x += AGO_WIDTH + 1;
      }
      case OFF -> {}
    }
    if (model.log().only() == 0) {
      int names = model.processes().stream().mapToInt(r -> r.name().length()).max().orElse(0);
      int limit = x + Math.min(names, 16);
      canvas.text(x, y, limit, model.name(line.process()), Look.name(line.process()));
      canvas.text(limit + 1, y, area.right(), "│", Look.FAINT);
      x = limit + 3;
    }
    return x;
  }

  private static void status(Model model, Canvas canvas, Rect area, int row) {
    LogState log = model.log();
    StringBuilder text = new StringBuilder(" ");
    text.append(log.follow() ? "follow ▮ " : "paused ‖ ");
    text.append(Format.count(model.lines().end(), "line"));
    if (log.only() != 0) {
      text.append(" · only ").append(model.name(log.only()));
    }
    if (log.minimum() != Level.NONE) {
      text.append(" · level ≥ ").append(log.minimum().name().toLowerCase(java.util.Locale.ROOT));
    }
    if (!log.filter().isEmpty()) {
      text.append(" · with “").append(log.filter()).append('”');
    }
    Search search = model.search();
    if (search != null) {
      int at = log.follow() ? 0 : search.position(log.cursor());
      text.append(" · /").append(search.text()).append(' ');
      text.append(at > 0 ? at + " of " : "")
          .append(search.count())
          .append(search.done() ? "" : "…");
    }
    text.append(' ');
    canvas.text(area.x() + 1, row, area.right() - 1, text.toString(), Look.PLAIN);
  }
}
