package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Subscription;
import dev.brummer.tui.model.ErrorRow;
import dev.brummer.tui.model.Format;
import dev.brummer.tui.model.ListCursor;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.PageRow;
import dev.brummer.tui.model.SystemInfo;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.UrlRow;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.Rect;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// The views that are lists: one row a thing, the cursor's row reversed.
final class ListViews {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private ListViews() {}

  /// Draws the row with that index.
  private interface Painter {
    void row(int index, int y);
  }

  private static void list(
      Model model, Tab tab, Canvas canvas, Rect area, int count, Painter painter) {
    ListCursor cursor = model.cursor(tab);
    cursor.settle(count, area.height());
    for (int i = 0; i < area.height() && cursor.top() + i < count; i++) {
      painter.row(cursor.top() + i, area.y() + i);
      if (cursor.top() + i == cursor.selected() && !model.onProcesses()) {
        Rect row = new Rect(area.x(), area.y() + i, area.width(), 1);
        canvas.restyle(row, style -> style | Look.SELECTED);
      }
    }
  }

  private static int cell(
      Canvas canvas, Rect area, int x, int y, int width, String text, long style) {
    canvas.text(x, y, Math.min(area.right(), x + width), text, style);
    return x + width + 1;
  }

  static void errors(Model model, Canvas canvas, Rect area) {
    List<ErrorRow> rows = model.errors().rows();
    if (rows.isEmpty()) {
      Empty.paint(canvas, area, "No errors so far.", "Stack traces and failed builds show here.");
      return;
    }
    list(
        model,
        Tab.ERRORS,
        canvas,
        area,
        rows.size(),
        (index, y) -> {
          ErrorRow row = rows.get(index);
          int x = cell(canvas, area, area.x() + 1, y, 5, "×" + row.count(), Look.BAD);
          String ago = Format.age(model.now() - row.lastMillis());
          x = cell(canvas, area, x, y, 4, ago, Look.FAINT);
          x = cell(canvas, area, x, y, 10, model.name(row.process()), Look.name(row.process()));
          String where = row.location() == null ? "" : "  " + row.location();
          int end = canvas.text(x, y, area.right(), row.type() + ": " + row.message(), Look.PLAIN);
          canvas.text(end, y, area.right(), where, Look.FAINT);
        });
  }

  static void urls(Model model, Canvas canvas, Rect area) {
    List<UrlRow> rows = model.urls().rows();
    if (rows.isEmpty()) {
      Empty.paint(canvas, area, "No URLs so far.", "What a process prints as its URL shows here.");
      return;
    }
    list(
        model,
        Tab.URLS,
        canvas,
        area,
        rows.size(),
        (index, y) -> {
          UrlRow row = rows.get(index);
          int x =
              cell(
                  canvas,
                  area,
                  area.x() + 1,
                  y,
                  10,
                  model.name(row.process()),
                  Look.name(row.process()));
          x = cell(canvas, area, x, y, 9, row.label(), Look.FAINT);
          x = canvas.text(x, y, area.right(), row.url(), Look.LINK);
          String proxied = row.proxied();
          if (proxied != null) {
            x = canvas.text(x, y, area.right(), " → ", Look.FAINT);
            canvas.text(x, y, area.right(), proxied, Look.LINK);
          } else if (!row.problem().isEmpty()) {
            canvas.text(x, y, area.right(), "  " + row.problem(), Look.WARN);
          }
        });
  }

  static void requests(Model model, Canvas canvas, Rect area) {
    int count = model.requests().size();
    if (count == 0) {
      Empty.paint(
          canvas, area, "No requests so far.", "Open a proxied URL (o): its requests show here.");
      return;
    }
    list(
        model,
        Tab.REQUESTS,
        canvas,
        area,
        count,
        (index, y) -> {
          Event.RequestServed row = model.requests().newest(index);
          int x = cell(canvas, area, area.x() + 1, y, 8, clock(model, row.atMillis()), Look.FAINT);
          x = cell(canvas, area, x, y, 6, row.method(), Look.PLAIN);
          x = cell(canvas, area, x, y, 3, Integer.toString(row.status()), status(row.status()));
          x = cell(canvas, area, x, y, 8, Format.duration(row.totalNanos()), Look.PLAIN);
          x = cell(canvas, area, x, y, 6, Format.bytes(row.responseBytes()), Look.FAINT);
          x = cell(canvas, area, x, y, 10, model.name(row.process()), Look.name(row.process()));
          int end = canvas.text(x, y, area.right(), row.url(), Look.PLAIN);
          canvas.text(end + 1, y, area.right(), row.error(), Look.BAD);
        });
  }

  private static long status(int status) {
    return status >= 500 ? Look.BAD : status >= 400 ? Look.WARN : Look.GOOD;
  }

  static void pages(Model model, Canvas canvas, Rect area) {
    List<PageRow> rows = model.pages().rows();
    if (rows.isEmpty()) {
      Empty.paint(
          canvas, area, "No pages so far.", "A page opened through the proxy tells what it sees.");
      return;
    }
    list(
        model,
        Tab.PAGES,
        canvas,
        area,
        rows.size(),
        (index, y) -> {
          PageRow row = rows.get(index);
          int x =
              cell(
                  canvas,
                  area,
                  area.x() + 1,
                  y,
                  8,
                  clock(model, row.last().atMillis()),
                  Look.FAINT);
          String errors = row.errors() == 0 ? "ok" : Format.count(row.errors(), "error");
          x = cell(canvas, area, x, y, 9, errors, row.errors() == 0 ? Look.GOOD : Look.BAD);
          x = cell(canvas, area, x, y, 30, row.page(), Look.PLAIN);
          String last = row.last().type() + " " + row.last().summary();
          canvas.text(
              x, y, area.right(), last, PageRow.isError(row.last()) ? Look.BAD : Look.FAINT);
        });
  }

  static void agents(Model model, Canvas canvas, Rect area) {
    if (model.agents().size() == 0 && model.agents().activity().isEmpty()) {
      Empty.paint(canvas, area, "No agents so far.", "What an agent does here will show here.");
      return;
    }
    int y = area.y();
    for (Event.MCPActivity call : model.agents().activity()) {
      if (y >= area.bottom()) {
        return;
      }
      int x = cell(canvas, area, area.x() + 1, y, 8, clock(model, call.atMillis()), Look.FAINT);
      x = cell(canvas, area, x, y, 12, call.client(), Look.ACCENT);
      x = cell(canvas, area, x, y, 16, call.tool(), call.ok() ? Look.PLAIN : Look.BAD);
      canvas.text(x, y++, area.right(), call.summary(), Look.FAINT);
    }
  }

  static void system(Model model, Canvas canvas, Rect area) {
    SystemInfo info = model.system();
    int y = area.y();
    int x = area.x() + 1;
    String memory =
        "heap "
            + Format.bytes(info.heapUsed())
            + " of "
            + Format.bytes(info.heapMax())
            + " · threads "
            + info.threads();
    canvas.text(x, y++, area.right(), memory, Look.PLAIN);
    String lines =
        Format.count(info.lines(), "line")
            + " · "
            + Format.count(info.linesPerSecond())
            + "/s · "
            + Format.count(info.frames(), "frame")
            + " · "
            + Format.duration(info.frameNanos())
            + " a frame";
    canvas.text(x, y++, area.right(), lines, Look.PLAIN);
    if (!info.logWarning().isEmpty()) {
      canvas.text(x, y++, area.right(), info.logWarning(), Look.WARN);
    }
    y++;
    String heads =
        "%-14s %7s %9s %8s %7s %10s"
            .formatted("subscriber", "waiting", "handled", "dropped", "failed", "blocked");
    canvas.text(x, y++, area.right(), heads, Look.BOLD);
    for (Subscription.Stats s : info.subscribers()) {
      String row =
          "%-14s %7s %9s %8s %7s %10s"
              .formatted(
                  s.name(),
                  s.depth(),
                  s.handled(),
                  s.dropped(),
                  s.failed(),
                  Format.duration(s.blockedNanos()));
      canvas.text(x, y++, area.right(), row, s.dropped() + s.failed() > 0 ? Look.WARN : Look.PLAIN);
    }
    y++;
    for (Event.Fault fault : model.faults()) {
      String text = clock(model, fault.atMillis()) + " " + fault.where() + ": " + fault.message();
      if (y < area.bottom()) {
        canvas.text(x, y++, area.right(), text, Look.BAD);
      }
    }
  }

  private static String clock(Model model, long millis) {
    return CLOCK.format(Instant.ofEpochMilli(millis).atZone(model.zone()));
  }
}
