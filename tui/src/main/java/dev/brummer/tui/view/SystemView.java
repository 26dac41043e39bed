package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Subscription;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.SystemInfo;
import dev.brummer.tui.model.list.Formats;
import dev.brummer.tui.paint.Rect;

/// Resource usage, output rates, bus subscribers and internal failures of brummer itself.
final class SystemView implements View {
  private static final int NAME_WIDTH = 8;

  /// A subscriber that handles one batch for longer counts as stuck.
  private static final long STUCK_TIMEOUT_NANOS = 1_000_000_000;

  /// Total back-pressure on a process that is highlighted.
  private static final long BACK_PRESSURE_WARNING_NANOS = 1_000_000_000;

  private final Table outputTable =
      new Table(
          Table.Column.flexible("process", 14, 9),
          Table.Column.right("lines/s", 9, 7),
          Table.Column.right("bytes/s", 9, 8),
          Table.Column.right("lines", 12, 4),
          Table.Column.right("bytes", 9, 3),
          Table.Column.right("back-pressure", 13, 6));

  private final Table subscriberTable =
      new Table(
          Table.Column.flexible("subscriber", 14, 9),
          Table.Column.right("queued", 9, 7),
          Table.Column.right("limit", 7, 2),
          Table.Column.right("handled", 12, 5),
          Table.Column.right("dropped", 9, 8),
          Table.Column.right("failed", 7, 6),
          Table.Column.right("blocked", 9, 4),
          Table.Column.right("lag", 9, 10),
          Table.Column.right("slowest", 9, 3));

  @Override
  public void paint(Model model, Painter painter, Rect area, boolean focused) {
    SystemInfo info = model.system();
    int y = paintFigures(painter, area, info);
    y = paintOutputRates(model, painter, area.below(y + 1 - area.y()), info);
    y = paintSubscribers(painter, area.below(y + 1 - area.y()), info);
    paintFailures(model, painter, area.below(y + 1 - area.y()));
  }

  private static int paintFigures(Painter painter, Rect area, SystemInfo info) {
    SystemInfo.Memory memory = info.memory();
    SystemInfo.FrameStats frames = info.frames();
    int y = area.y();
    y =
        paintFigure(
            painter,
            area,
            y,
            "memory",
            Formats.bytes(memory.used())
                + " heap of "
                + Formats.bytes(memory.limit())
                + " · "
                + Formats.count(memory.collections(), "collection")
                + ", "
                + Formats.duration(memory.collectionMillis() * 1_000_000)
                + " paused",
            Styles.PLAIN);
    y =
        paintFigure(
            painter,
            area,
            y,
            "runtime",
            Formats.percent(info.cpuPercent())
                + " CPU · "
                + Formats.count(info.threads(), "thread")
                + " · "
                + Formats.count(frames.count(), "frame")
                + ", last "
                + Formats.duration(frames.lastNanos()),
            Styles.PLAIN);
    y =
        paintFigure(
            painter,
            area,
            y,
            "log",
            Formats.count(info.linesPerSecond())
                + " lines/s, "
                + Formats.bytes(info.bytesPerSecond())
                + "/s · "
                + Formats.count(info.lines(), "line")
                + (info.droppedLines() == 0
                    ? ""
                    : ", oldest " + Formats.count(info.droppedLines()) + " dropped"),
            Styles.PLAIN);
    if (frames.droppedEvents() > 0) {
      String text = Formats.count(frames.droppedEvents(), "event") + ": the UI queue was full";
      y = paintFigure(painter, area, y, "dropped", text, Styles.WARNING);
    }
    if (!info.logWarning().isEmpty()) {
      y = paintFigure(painter, area, y, "⚠", info.logWarning(), Styles.WARNING);
    }
    if (!info.journal().isEmpty()) {
      y = paintFigure(painter, area, y, "history", info.journal(), Styles.MUTED);
    }
    return y;
  }

  private static int paintFigure(
      Painter painter, Rect area, int y, String name, String text, long style) {
    if (y < area.bottom()) {
      painter.text(area, area.x() + 1, y, name, Styles.MUTED);
      painter.text(area, area.x() + 1 + NAME_WIDTH, y, text, style);
    }
    return y + 1;
  }

  private int paintOutputRates(Model model, Painter painter, Rect area, SystemInfo info) {
    int y = area.y();
    outputTable.fit(area);
    if (y < area.bottom()) {
      outputTable.titles(painter, y++);
    }
    for (SystemInfo.OutputRate outputRate : info.outputRates()) {
      if (y >= area.bottom()) {
        return y;
      }
      outputTable.cell(
          painter,
          0,
          y,
          model.name(outputRate.process()),
          Styles.processName(outputRate.process()));
      outputTable.cell(painter, 1, y, Formats.count(outputRate.linesPerSecond()), Styles.PLAIN);
      outputTable.cell(painter, 2, y, Formats.bytes(outputRate.bytesPerSecond()), Styles.PLAIN);
      outputTable.cell(painter, 3, y, Formats.count(outputRate.lines()), Styles.MUTED);
      outputTable.cell(painter, 4, y, Formats.bytes(outputRate.bytes()), Styles.MUTED);
      boolean high = outputRate.backPressureNanos() > BACK_PRESSURE_WARNING_NANOS;
      String backPressure = Formats.duration(outputRate.backPressureNanos());
      outputTable.cell(painter, 5, y++, backPressure, high ? Styles.WARNING : Styles.MUTED);
    }
    return y;
  }

  private int paintSubscribers(Painter painter, Rect area, SystemInfo info) {
    int y = area.y();
    subscriberTable.fit(area);
    if (y < area.bottom()) {
      subscriberTable.titles(painter, y++);
    }
    for (Subscription.Stats stats : info.subscribers()) {
      if (y >= area.bottom()) {
        return y;
      }
      subscriberTable.cell(painter, 0, y, stats.name(), Styles.STRONG);
      subscriberTable.cell(painter, 1, y, Formats.count(stats.depth()), Styles.PLAIN);
      subscriberTable.cell(painter, 2, y, Formats.count(stats.capacity()), Styles.MUTED);
      subscriberTable.cell(painter, 3, y, Formats.count(stats.handled()), Styles.PLAIN);
      subscriberTable.cell(
          painter,
          4,
          y,
          Formats.count(stats.dropped()),
          countStyle(stats.dropped(), Styles.WARNING));
      subscriberTable.cell(
          painter, 5, y, Formats.count(stats.failed()), countStyle(stats.failed(), Styles.ERROR));
      subscriberTable.cell(painter, 6, y, Formats.duration(stats.blockedNanos()), Styles.PLAIN);
      paintLag(painter, y, stats);
      subscriberTable.cell(
          painter, 8, y++, Formats.duration(stats.maxHandlingNanos()), Styles.PLAIN);
    }
    return y;
  }

  private void paintLag(Painter painter, int y, Subscription.Stats stats) {
    boolean stuck = stats.busyNanos() > STUCK_TIMEOUT_NANOS;
    String text =
        stuck
            ? "> " + Formats.duration(stats.busyNanos())
            : Formats.duration(stats.lagMillis() * 1_000_000);
    subscriberTable.cell(painter, 7, y, text, stuck ? Styles.ERROR : Styles.PLAIN);
  }

  private static long countStyle(long count, long style) {
    return count == 0 ? Styles.MUTED : style;
  }

  private static void paintFailures(Model model, Painter painter, Rect area) {
    if (area.height() < 2) {
      return;
    }
    int y = area.y();
    painter.rule(area, y++, "internal failures");
    if (model.failures().isEmpty()) {
      painter.text(area, area.x() + 1, y, "None.", Styles.MUTED);
    }
    for (Event.InternalFailure internalFailure : model.failures()) {
      if (y >= area.bottom()) {
        return;
      }
      int x = area.x() + 1;
      painter.text(area, x, y, LogsView.clock(model, internalFailure.atMillis()), Styles.MUTED);
      painter.canvas.put(x + 13, y, '✖', Styles.ERROR);
      painter.text(
          area,
          x + 15,
          y++,
          internalFailure.component() + ": " + internalFailure.message(),
          Styles.PLAIN);
    }
  }

  @Override
  public String status(Model model) {
    int failures = model.failures().size();
    return failures == 0 ? "" : Formats.count(failures, "failure");
  }
}
