package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Subscription;
import dev.brummer.tui.key.Context;
import dev.brummer.tui.model.Format;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.SystemInfo;
import dev.brummer.tui.paint.Rect;

/// brummer about itself: the first place to look when something is slow.
final class SystemView implements View {
  private final Table table =
      new Table(
          Table.Column.flexible("subscriber", 14, 9),
          Table.Column.right("waiting", 9, 7),
          Table.Column.right("of", 7, 2),
          Table.Column.right("handled", 12, 5),
          Table.Column.right("dropped", 10, 8),
          Table.Column.right("failed", 7, 6),
          Table.Column.right("blocked", 9, 4),
          Table.Column.right("lag", 9, 10),
          Table.Column.right("slowest", 9, 3));

  /// A batch that takes longer belongs to a subscriber that is stuck, or as good as.
  private static final long STUCK_NANOS = 1_000_000_000;

  @Override
  public Context context() {
    return Context.SYSTEM;
  }

  @Override
  public void paint(Model model, Brush brush, Rect area, boolean focused) {
    SystemInfo info = model.system();
    int x = area.x() + 1;
    int y = area.y();
    brush.text(
        area,
        x,
        y++,
        "heap "
            + Format.bytes(info.heapUsed())
            + " of "
            + Format.bytes(info.heapMax())
            + " · "
            + Format.count(info.threads(), "thread")
            + " · "
            + Format.count(info.frames(), "frame")
            + ", the last in "
            + Format.duration(info.frameNanos()),
        Theme.PLAIN);
    brush.text(
        area,
        x,
        y++,
        Format.count(info.lines(), "line")
            + " · "
            + Format.count(info.linesPerSecond())
            + " lines/s"
            + (info.uiMissed() == 0
                ? ""
                : " · " + Format.count(info.uiMissed()) + " events not shown")
            + " · "
            + Format.count(info.appends().direct())
            + " chunks stored at once, "
            + Format.count(info.appends().waited())
            + " in turn",
        Theme.PLAIN);
    if (!info.logWarning().isEmpty()) {
      brush.text(area, x, y++, "⚠ " + info.logWarning(), Theme.BUSY);
    }
    if (!info.journal().isEmpty()) {
      brush.text(area, x, y++, "history of events: " + info.journal(), Theme.MUTED);
    }
    y = subscribers(brush, area, y + 1, info);
    faults(model, brush, area.below(y + 1 - area.y()));
  }

  private int subscribers(Brush brush, Rect area, int top, SystemInfo info) {
    int y = top;
    table.fit(area);
    if (y < area.bottom()) {
      table.head(brush, y++);
    }
    for (Subscription.Stats stats : info.subscribers()) {
      if (y >= area.bottom()) {
        return y;
      }
      table.cell(brush, 0, y, stats.name(), Theme.STRONG);
      table.cell(brush, 1, y, Format.count(stats.depth()), Theme.PLAIN);
      table.cell(brush, 2, y, Format.count(stats.capacity()), Theme.MUTED);
      table.cell(brush, 3, y, Format.count(stats.handled()), Theme.PLAIN);
      table.cell(brush, 4, y, Format.count(stats.dropped()), warn(stats.dropped(), Theme.BUSY));
      table.cell(brush, 5, y, Format.count(stats.failed()), warn(stats.failed(), Theme.BAD));
      table.cell(brush, 6, y, Format.duration(stats.blockedNanos()), Theme.PLAIN);
      lag(brush, y, stats);
      table.cell(brush, 8, y++, Format.duration(stats.slowestNanos()), Theme.PLAIN);
    }
    return y;
  }

  private void lag(Brush brush, int y, Subscription.Stats stats) {
    boolean stuck = stats.busyNanos() > STUCK_NANOS;
    String text =
        stuck
            ? "at " + Format.duration(stats.busyNanos())
            : Format.duration(stats.lagMillis() * 1_000_000);
    table.cell(brush, 7, y, text, stuck ? Theme.BAD : Theme.PLAIN);
  }

  private static long warn(long count, long style) {
    return count == 0 ? Theme.MUTED : style;
  }

  private static void faults(Model model, Brush brush, Rect area) {
    if (area.height() < 2) {
      return;
    }
    int y = area.y();
    Panes.rule(brush, area, y++, "faults");
    if (model.faults().isEmpty()) {
      brush.text(area, area.x() + 1, y, "None.", Theme.MUTED);
    }
    for (Event.Fault fault : model.faults()) {
      if (y >= area.bottom()) {
        return;
      }
      int x = area.x() + 1;
      brush.text(area, x, y, LogsView.clock(model, fault.atMillis()), Theme.MUTED);
      brush.canvas.put(x + 13, y, '✖', Theme.BAD);
      brush.text(area, x + 15, y++, fault.where() + ": " + fault.message(), Theme.PLAIN);
    }
  }

  @Override
  public String status(Model model) {
    int faults = model.faults().size();
    return faults == 0 ? "" : Format.count(faults, "fault");
  }
}
