package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Subscription;
import dev.brummer.tui.key.Context;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.SystemInfo;
import dev.brummer.tui.model.list.Format;
import dev.brummer.tui.paint.Rect;

/// brummer about itself: the first place to look when something is slow.
final class SystemView implements View {
  private static final int NAMES = 8;

  /// A batch that takes longer belongs to a subscriber that is stuck, or as good as.
  private static final long STUCK_NANOS = 1_000_000_000;

  /// A child that waited longer for us altogether is worth a look.
  private static final long HELD_BACK_NANOS = 1_000_000_000;

  private final Table flows =
      new Table(
          Table.Column.flexible("process", 14, 9),
          Table.Column.right("lines/s", 9, 7),
          Table.Column.right("bytes/s", 9, 8),
          Table.Column.right("lines", 12, 4),
          Table.Column.right("bytes", 9, 3),
          Table.Column.right("waited for us", 13, 6));

  private final Table subscribers =
      new Table(
          Table.Column.flexible("subscriber", 14, 9),
          Table.Column.right("waiting", 9, 7),
          Table.Column.right("of", 7, 2),
          Table.Column.right("handled", 12, 5),
          Table.Column.right("dropped", 9, 8),
          Table.Column.right("failed", 7, 6),
          Table.Column.right("blocked", 9, 4),
          Table.Column.right("lag", 9, 10),
          Table.Column.right("slowest", 9, 3));

  @Override
  public Context context() {
    return Context.SYSTEM;
  }

  @Override
  public void paint(Model model, Brush brush, Rect area, boolean focused) {
    SystemInfo info = model.system();
    int y = figures(brush, area, info);
    y = flows(model, brush, area.below(y + 1 - area.y()), info);
    y = subscribers(brush, area.below(y + 1 - area.y()), info);
    faults(model, brush, area.below(y + 1 - area.y()));
  }

  private static int figures(Brush brush, Rect area, SystemInfo info) {
    SystemInfo.Memory memory = info.memory();
    SystemInfo.Frames frames = info.frames();
    int y = area.y();
    y =
        figure(
            brush,
            area,
            y,
            "memory",
            Format.bytes(memory.used())
                + " heap of "
                + Format.bytes(memory.limit())
                + " · "
                + Format.count(memory.collections(), "collection")
                + ", "
                + Format.duration(memory.pausedMillis() * 1_000_000)
                + " paused",
            Theme.PLAIN);
    y =
        figure(
            brush,
            area,
            y,
            "work",
            Format.percent(info.cpuPercent())
                + " CPU · "
                + Format.count(info.threads(), "thread")
                + " · "
                + Format.count(frames.count(), "frame")
                + ", the last in "
                + Format.duration(frames.lastNanos()),
            Theme.PLAIN);
    y =
        figure(
            brush,
            area,
            y,
            "log",
            Format.count(info.linesPerSecond())
                + " lines/s, "
                + Format.bytes(info.bytesPerSecond())
                + "/s · "
                + Format.count(info.lines(), "line")
                + (info.gone() == 0 ? "" : ", the oldest " + Format.count(info.gone()) + " gone"),
            Theme.PLAIN);
    if (frames.missedEvents() > 0) {
      String text = Format.count(frames.missedEvents(), "event") + " not shown: too many at once";
      y = figure(brush, area, y, "missed", text, Theme.BUSY);
    }
    if (!info.logWarning().isEmpty()) {
      y = figure(brush, area, y, "⚠", info.logWarning(), Theme.BUSY);
    }
    if (!info.journal().isEmpty()) {
      y = figure(brush, area, y, "history", info.journal(), Theme.MUTED);
    }
    return y;
  }

  private static int figure(Brush brush, Rect area, int y, String name, String text, long style) {
    if (y < area.bottom()) {
      brush.text(area, area.x() + 1, y, name, Theme.MUTED);
      brush.text(area, area.x() + 1 + NAMES, y, text, style);
    }
    return y + 1;
  }

  private int flows(Model model, Brush brush, Rect area, SystemInfo info) {
    int y = area.y();
    flows.fit(area);
    if (y < area.bottom()) {
      flows.head(brush, y++);
    }
    for (SystemInfo.Flow flow : info.flows()) {
      if (y >= area.bottom()) {
        return y;
      }
      flows.cell(brush, 0, y, model.name(flow.process()), Theme.name(flow.process()));
      flows.cell(brush, 1, y, Format.count(flow.linesPerSecond()), Theme.PLAIN);
      flows.cell(brush, 2, y, Format.bytes(flow.bytesPerSecond()), Theme.PLAIN);
      flows.cell(brush, 3, y, Format.count(flow.lines()), Theme.MUTED);
      flows.cell(brush, 4, y, Format.bytes(flow.bytes()), Theme.MUTED);
      boolean much = flow.heldBackNanos() > HELD_BACK_NANOS;
      String waited = Format.duration(flow.heldBackNanos());
      flows.cell(brush, 5, y++, waited, much ? Theme.BUSY : Theme.MUTED);
    }
    return y;
  }

  private int subscribers(Brush brush, Rect area, SystemInfo info) {
    int y = area.y();
    subscribers.fit(area);
    if (y < area.bottom()) {
      subscribers.head(brush, y++);
    }
    for (Subscription.Stats stats : info.subscribers()) {
      if (y >= area.bottom()) {
        return y;
      }
      subscribers.cell(brush, 0, y, stats.name(), Theme.STRONG);
      subscribers.cell(brush, 1, y, Format.count(stats.depth()), Theme.PLAIN);
      subscribers.cell(brush, 2, y, Format.count(stats.capacity()), Theme.MUTED);
      subscribers.cell(brush, 3, y, Format.count(stats.handled()), Theme.PLAIN);
      subscribers.cell(
          brush, 4, y, Format.count(stats.dropped()), warn(stats.dropped(), Theme.BUSY));
      subscribers.cell(brush, 5, y, Format.count(stats.failed()), warn(stats.failed(), Theme.BAD));
      subscribers.cell(brush, 6, y, Format.duration(stats.blockedNanos()), Theme.PLAIN);
      lag(brush, y, stats);
      subscribers.cell(brush, 8, y++, Format.duration(stats.maxHandlingNanos()), Theme.PLAIN);
    }
    return y;
  }

  private void lag(Brush brush, int y, Subscription.Stats stats) {
    boolean stuck = stats.busyNanos() > STUCK_NANOS;
    String text =
        stuck
            ? "at " + Format.duration(stats.busyNanos())
            : Format.duration(stats.lagMillis() * 1_000_000);
    subscribers.cell(brush, 7, y, text, stuck ? Theme.BAD : Theme.PLAIN);
  }

  private static long warn(long count, long style) {
    return count == 0 ? Theme.MUTED : style;
  }

  private static void faults(Model model, Brush brush, Rect area) {
    if (area.height() < 2) {
      return;
    }
    int y = area.y();
    Panes.rule(brush, area, y++, "faults of brummer itself");
    if (model.faults().isEmpty()) {
      brush.text(area, area.x() + 1, y, "None.", Theme.MUTED);
    }
    for (Event.InternalFailure internalFailure : model.faults()) {
      if (y >= area.bottom()) {
        return;
      }
      int x = area.x() + 1;
      brush.text(area, x, y, LogsView.clock(model, internalFailure.atMillis()), Theme.MUTED);
      brush.canvas.put(x + 13, y, '✖', Theme.BAD);
      brush.text(
          area,
          x + 15,
          y++,
          internalFailure.component() + ": " + internalFailure.message(),
          Theme.PLAIN);
    }
  }

  @Override
  public String status(Model model) {
    int faults = model.faults().size();
    return faults == 0 ? "" : Format.count(faults, "fault");
  }
}
