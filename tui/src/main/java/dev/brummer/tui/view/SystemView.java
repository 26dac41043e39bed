package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Subscription;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.SystemInfo;
import dev.brummer.tui.model.list.Formats;
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
  public KeyContext context() {
    return KeyContext.SYSTEM;
  }

  @Override
  public void paint(Model model, Painter brush, Rect area, boolean focused) {
    SystemInfo info = model.system();
    int y = figures(brush, area, info);
    y = flows(model, brush, area.below(y + 1 - area.y()), info);
    y = subscribers(brush, area.below(y + 1 - area.y()), info);
    faults(model, brush, area.below(y + 1 - area.y()));
  }

  private static int figures(Painter brush, Rect area, SystemInfo info) {
    SystemInfo.Memory memory = info.memory();
    SystemInfo.Frames frames = info.frames();
    int y = area.y();
    y =
        figure(
            brush,
            area,
            y,
            "memory",
            Formats.bytes(memory.used())
                + " heap of "
                + Formats.bytes(memory.limit())
                + " · "
                + Formats.count(memory.collections(), "collection")
                + ", "
                + Formats.duration(memory.pausedMillis() * 1_000_000)
                + " paused",
            Styles.PLAIN);
    y =
        figure(
            brush,
            area,
            y,
            "work",
            Formats.percent(info.cpuPercent())
                + " CPU · "
                + Formats.count(info.threads(), "thread")
                + " · "
                + Formats.count(frames.count(), "frame")
                + ", the last in "
                + Formats.duration(frames.lastNanos()),
            Styles.PLAIN);
    y =
        figure(
            brush,
            area,
            y,
            "log",
            Formats.count(info.linesPerSecond())
                + " lines/s, "
                + Formats.bytes(info.bytesPerSecond())
                + "/s · "
                + Formats.count(info.lines(), "line")
                + (info.gone() == 0 ? "" : ", the oldest " + Formats.count(info.gone()) + " gone"),
            Styles.PLAIN);
    if (frames.missedEvents() > 0) {
      String text = Formats.count(frames.missedEvents(), "event") + " not shown: too many at once";
      y = figure(brush, area, y, "missed", text, Styles.BUSY);
    }
    if (!info.logWarning().isEmpty()) {
      y = figure(brush, area, y, "⚠", info.logWarning(), Styles.BUSY);
    }
    if (!info.journal().isEmpty()) {
      y = figure(brush, area, y, "history", info.journal(), Styles.MUTED);
    }
    return y;
  }

  private static int figure(Painter brush, Rect area, int y, String name, String text, long style) {
    if (y < area.bottom()) {
      brush.text(area, area.x() + 1, y, name, Styles.MUTED);
      brush.text(area, area.x() + 1 + NAMES, y, text, style);
    }
    return y + 1;
  }

  private int flows(Model model, Painter brush, Rect area, SystemInfo info) {
    int y = area.y();
    flows.fit(area);
    if (y < area.bottom()) {
      flows.head(brush, y++);
    }
    for (SystemInfo.Flow flow : info.flows()) {
      if (y >= area.bottom()) {
        return y;
      }
      flows.cell(brush, 0, y, model.name(flow.process()), Styles.name(flow.process()));
      flows.cell(brush, 1, y, Formats.count(flow.linesPerSecond()), Styles.PLAIN);
      flows.cell(brush, 2, y, Formats.bytes(flow.bytesPerSecond()), Styles.PLAIN);
      flows.cell(brush, 3, y, Formats.count(flow.lines()), Styles.MUTED);
      flows.cell(brush, 4, y, Formats.bytes(flow.bytes()), Styles.MUTED);
      boolean much = flow.heldBackNanos() > HELD_BACK_NANOS;
      String waited = Formats.duration(flow.heldBackNanos());
      flows.cell(brush, 5, y++, waited, much ? Styles.BUSY : Styles.MUTED);
    }
    return y;
  }

  private int subscribers(Painter brush, Rect area, SystemInfo info) {
    int y = area.y();
    subscribers.fit(area);
    if (y < area.bottom()) {
      subscribers.head(brush, y++);
    }
    for (Subscription.Stats stats : info.subscribers()) {
      if (y >= area.bottom()) {
        return y;
      }
      subscribers.cell(brush, 0, y, stats.name(), Styles.STRONG);
      subscribers.cell(brush, 1, y, Formats.count(stats.depth()), Styles.PLAIN);
      subscribers.cell(brush, 2, y, Formats.count(stats.capacity()), Styles.MUTED);
      subscribers.cell(brush, 3, y, Formats.count(stats.handled()), Styles.PLAIN);
      subscribers.cell(
          brush, 4, y, Formats.count(stats.dropped()), warn(stats.dropped(), Styles.BUSY));
      subscribers.cell(
          brush, 5, y, Formats.count(stats.failed()), warn(stats.failed(), Styles.BAD));
      subscribers.cell(brush, 6, y, Formats.duration(stats.blockedNanos()), Styles.PLAIN);
      lag(brush, y, stats);
      subscribers.cell(brush, 8, y++, Formats.duration(stats.maxHandlingNanos()), Styles.PLAIN);
    }
    return y;
  }

  private void lag(Painter brush, int y, Subscription.Stats stats) {
    boolean stuck = stats.busyNanos() > STUCK_NANOS;
    String text =
        stuck
            ? "at " + Formats.duration(stats.busyNanos())
            : Formats.duration(stats.lagMillis() * 1_000_000);
    subscribers.cell(brush, 7, y, text, stuck ? Styles.BAD : Styles.PLAIN);
  }

  private static long warn(long count, long style) {
    return count == 0 ? Styles.MUTED : style;
  }

  private static void faults(Model model, Painter brush, Rect area) {
    if (area.height() < 2) {
      return;
    }
    int y = area.y();
    Panes.rule(brush, area, y++, "faults of brummer itself");
    if (model.faults().isEmpty()) {
      brush.text(area, area.x() + 1, y, "None.", Styles.MUTED);
    }
    for (Event.InternalFailure internalFailure : model.faults()) {
      if (y >= area.bottom()) {
        return;
      }
      int x = area.x() + 1;
      brush.text(area, x, y, LogsView.clock(model, internalFailure.atMillis()), Styles.MUTED);
      brush.canvas.put(x + 13, y, '✖', Styles.BAD);
      brush.text(
          area,
          x + 15,
          y++,
          internalFailure.component() + ": " + internalFailure.message(),
          Styles.PLAIN);
    }
  }

  @Override
  public String status(Model model) {
    int faults = model.faults().size();
    return faults == 0 ? "" : Formats.count(faults, "fault");
  }
}
