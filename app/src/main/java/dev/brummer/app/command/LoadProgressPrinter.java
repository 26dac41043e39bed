package dev.brummer.app.command;

import dev.brummer.engine.text.TerminalOutput;
import dev.brummer.perf.load.LoadRunner;
import dev.brummer.perf.load.LoadStatus;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Progress of a load test: redraws a few lines on a terminal, else prints a line every five
/// seconds.
final class LoadProgressPrinter implements LoadRunner.ProgressListener {
  private static final long REDRAW_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LINE_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final boolean live;
  private final TerminalOutput out;
  private long lastUpdateNanos = System.nanoTime();
  private int drawnLines;

  LoadProgressPrinter(boolean live, TerminalOutput out) {
    this.live = live;
    this.out = out;
  }

  @Override
  public void onStatus(LoadStatus status) {
    long now = System.nanoTime();
    if (now - lastUpdateNanos < (live ? REDRAW_INTERVAL_NANOS : LINE_INTERVAL_NANOS)) {
      return;
    }
    lastUpdateNanos = now;
    if (live) {
      draw(status.lines());
    } else {
      out.println(status.line());
    }
  }

  @Override
  public void onMessage(String sentence) {
    if (live) {
      draw(List.of(sentence));
    } else {
      out.println(sentence);
    }
  }

  /// Clears the drawn lines.
  void clear() {
    draw(List.of());
  }

  private void draw(List<String> lines) {
    if (!live) {
      return;
    }
    out.redraw(drawnLines, lines);
    drawnLines = lines.size();
  }
}
