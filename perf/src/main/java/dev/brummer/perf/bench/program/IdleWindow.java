package dev.brummer.perf.bench.program;

import java.time.Duration;

/// When an idle program is measured.
///
/// @param settling time from the start of the program to the first reading
/// @param length time between the readings
record IdleWindow(Duration settling, Duration length) {
  /// From 15 s after the start, 30 s.
  static final IdleWindow FULL = new IdleWindow(Duration.ofSeconds(15), Duration.ofSeconds(30));

  /// Before brummer is idle, which takes 15 s: the UI still counts seconds and no memory has been
  /// returned. Shows what has changed, not what an idle run costs.
  static final IdleWindow SHORT = new IdleWindow(Duration.ofSeconds(5), Duration.ofSeconds(4));

  /// Waits for the first reading.
  ///
  /// @param startNanos start of the program in `System.nanoTime`
  void settle(long startNanos) throws InterruptedException {
    Thread.sleep(
        Duration.ofNanos(Math.max(0, startNanos + settling.toNanos() - System.nanoTime())));
  }

  /// Waits for the second reading.
  void pass() throws InterruptedException {
    Thread.sleep(length);
  }

  double perMinute(long count) {
    return 60.0 * count / length.toSeconds();
  }
}
