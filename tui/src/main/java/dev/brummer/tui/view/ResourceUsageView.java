package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Subscription;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.PathFormat;
import dev.brummer.tui.model.SystemInfo;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.paint.Rect;

/// Resource usage, output rates, bus subscribers and internal failures of brummer itself.
final class ResourceUsageView implements View {
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
          Table.Column.right("handled", 10, 5),
          Table.Column.right("dropped", 9, 8),
          Table.Column.right("failed", 7, 6),
          Table.Column.right("blocked", 9, 4),
          Table.Column.right("lag", 9, 10),
          Table.Column.right("slowest", 9, 3));

  @Override
  public void paint(Model model, ViewCanvas viewCanvas, Rect area, boolean focused) {
    SystemInfo info = model.system();
    int y = paintFigures(viewCanvas, area, info);
    y = paintOutputRates(model, viewCanvas, area.below(y + 1 - area.y()), info);
    y = paintSubscribers(viewCanvas, area.below(y + 1 - area.y()), info);
    paintFailures(model, viewCanvas, area.below(y + 1 - area.y()));
  }

  private static int paintFigures(ViewCanvas viewCanvas, Rect area, SystemInfo info) {
    SystemInfo.Memory memory = info.memory();
    SystemInfo.FrameStats frames = info.frames();
    int y = area.y();
    y =
        paintFigure(
            viewCanvas,
            area,
            y,
            "memory",
            CompactFormats.bytes(memory.used())
                + " heap of "
                + CompactFormats.bytes(memory.limit())
                + " · "
                + CompactFormats.count(memory.collections(), "collection")
                + ", "
                + CompactFormats.duration(memory.collectionMillis() * 1_000_000)
                + " paused",
            Styles.PLAIN);
    y =
        paintFigure(
            viewCanvas,
            area,
            y,
            "runtime",
            CompactFormats.percent(info.cpuPercent())
                + " CPU · "
                + CompactFormats.count(info.threads(), "thread")
                + " · "
                + CompactFormats.count(frames.count(), "frame")
                + ", last "
                + CompactFormats.duration(frames.lastNanos()),
            Styles.PLAIN);
    y =
        paintFigure(
            viewCanvas,
            area,
            y,
            "log",
            CompactFormats.count(info.linesPerSecond())
                + " lines/s, "
                + CompactFormats.bytes(info.bytesPerSecond())
                + "/s · "
                + CompactFormats.count(info.lines(), "line")
                + (info.droppedLines() == 0
                    ? ""
                    : ", oldest " + CompactFormats.count(info.droppedLines()) + " dropped"),
            Styles.PLAIN);
    if (frames.droppedEvents() > 0) {
      String text =
          CompactFormats.count(frames.droppedEvents(), "event") + ": the UI queue was full";
      y = paintFigure(viewCanvas, area, y, "dropped", text, Styles.WARNING);
    }
    if (!info.logWarning().isEmpty()) {
      y = paintFigure(viewCanvas, area, y, "⚠", info.logWarning(), Styles.WARNING);
    }
    if (!info.journal().isEmpty()) {
      int room = area.right() - area.x() - 1 - NAME_WIDTH;
      String path = PathFormat.tail(PathFormat.abbreviateHome(info.journal()), room);
      y = paintFigure(viewCanvas, area, y, "history", path, Styles.MUTED);
    }
    return y;
  }

  private static int paintFigure(
      ViewCanvas viewCanvas, Rect area, int y, String name, String text, long style) {
    if (y < area.bottom()) {
      viewCanvas.text(area, area.x() + 1, y, name, Styles.MUTED);
      viewCanvas.text(area, area.x() + 1 + NAME_WIDTH, y, text, style);
    }
    return y + 1;
  }

  private int paintOutputRates(Model model, ViewCanvas viewCanvas, Rect area, SystemInfo info) {
    int y = area.y();
    outputTable.fit(area);
    if (y < area.bottom()) {
      outputTable.titles(viewCanvas, y++);
    }
    for (SystemInfo.OutputRate outputRate : info.outputRates()) {
      if (y >= area.bottom()) {
        return y;
      }
      outputTable.cell(
          viewCanvas,
          0,
          y,
          model.name(outputRate.process()),
          Styles.processName(outputRate.process()));
      outputTable.cell(
          viewCanvas, 1, y, CompactFormats.count(outputRate.linesPerSecond()), Styles.PLAIN);
      outputTable.cell(
          viewCanvas, 2, y, CompactFormats.bytes(outputRate.bytesPerSecond()), Styles.PLAIN);
      outputTable.cell(viewCanvas, 3, y, CompactFormats.count(outputRate.lines()), Styles.MUTED);
      outputTable.cell(viewCanvas, 4, y, CompactFormats.bytes(outputRate.bytes()), Styles.MUTED);
      boolean high = outputRate.backPressureNanos() > BACK_PRESSURE_WARNING_NANOS;
      String backPressure = CompactFormats.duration(outputRate.backPressureNanos());
      outputTable.cell(viewCanvas, 5, y++, backPressure, high ? Styles.WARNING : Styles.MUTED);
    }
    return y;
  }

  private int paintSubscribers(ViewCanvas viewCanvas, Rect area, SystemInfo info) {
    int y = area.y();
    subscriberTable.fit(area);
    if (y < area.bottom()) {
      subscriberTable.titles(viewCanvas, y++);
    }
    for (Subscription.Stats stats : info.subscribers()) {
      if (y >= area.bottom()) {
        return y;
      }
      subscriberTable.cell(viewCanvas, 0, y, stats.name(), Styles.STRONG);
      subscriberTable.cell(viewCanvas, 1, y, CompactFormats.count(stats.depth()), Styles.PLAIN);
      subscriberTable.cell(viewCanvas, 2, y, CompactFormats.count(stats.capacity()), Styles.MUTED);
      subscriberTable.cell(viewCanvas, 3, y, CompactFormats.count(stats.handled()), Styles.PLAIN);
      subscriberTable.cell(
          viewCanvas,
          4,
          y,
          CompactFormats.count(stats.dropped()),
          countStyle(stats.dropped(), Styles.WARNING));
      subscriberTable.cell(
          viewCanvas,
          5,
          y,
          CompactFormats.count(stats.failed()),
          countStyle(stats.failed(), Styles.ERROR));
      subscriberTable.cell(
          viewCanvas, 6, y, CompactFormats.duration(stats.blockedNanos()), Styles.PLAIN);
      paintLag(viewCanvas, y, stats);
      subscriberTable.cell(
          viewCanvas, 8, y++, CompactFormats.duration(stats.maxHandlingNanos()), Styles.PLAIN);
    }
    return y;
  }

  private void paintLag(ViewCanvas viewCanvas, int y, Subscription.Stats stats) {
    boolean stuck = stats.busyNanos() > STUCK_TIMEOUT_NANOS;
    String text =
        stuck
            ? "> " + CompactFormats.duration(stats.busyNanos())
            : CompactFormats.duration(stats.lagMillis() * 1_000_000);
    subscriberTable.cell(viewCanvas, 7, y, text, stuck ? Styles.ERROR : Styles.PLAIN);
  }

  private static long countStyle(long count, long style) {
    return count == 0 ? Styles.MUTED : style;
  }

  private static void paintFailures(Model model, ViewCanvas viewCanvas, Rect area) {
    if (area.height() < 2) {
      return;
    }
    int y = area.y();
    viewCanvas.rule(area, y++, "internal failures");
    if (model.failures().isEmpty()) {
      viewCanvas.text(area, area.x() + 1, y, "None.", Styles.MUTED);
    }
    for (Event.InternalFailure internalFailure : model.failures()) {
      if (y >= area.bottom()) {
        return;
      }
      int x = area.x() + 1;
      viewCanvas.text(area, x, y, LogsView.clock(model, internalFailure.atMillis()), Styles.MUTED);
      viewCanvas.canvas.put(x + 13, y, '✖', Styles.ERROR);
      viewCanvas.text(
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
    return failures == 0 ? "" : CompactFormats.count(failures, "failure");
  }
}
