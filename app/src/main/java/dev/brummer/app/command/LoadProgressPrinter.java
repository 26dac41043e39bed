package dev.brummer.app.command;

import dev.brummer.perf.load.LoadRunner;
import dev.brummer.perf.load.LoadStatus;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Progress of a load test: redraws a few lines on a terminal, else prints a line every five
/// seconds.
final class LoadProgressPrinter implements LoadRunner.ProgressListener {
  private static final long REDRAW_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LINE_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final boolean live;
  private final PrintStream out;
  private long lastUpdateNanos = System.nanoTime();
  private int drawnLines;

  LoadProgressPrinter(boolean live, PrintStream out) {
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
    StringBuilder text = new StringBuilder();
    if (drawnLines > 0) {
      text.append("\u001b[").append(drawnLines).append('A');
    }
    text.append("\r\u001b[J");
    lines.forEach(line -> text.append(line).append('\n'));
    drawnLines = lines.size();
    out.print(text);
    out.flush();
  }
}
