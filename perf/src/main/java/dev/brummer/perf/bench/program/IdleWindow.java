package dev.brummer.perf.bench.program;

import java.time.Duration;

/// When an idle program is measured.
///
/// @param settling time from the start of the program to the first reading
/// @param length time between the readings
record IdleWindow(Duration settling, Duration length) {
  /// From 15 s after the start, 30 s.
  static final IdleWindow FULL = new IdleWindow(Duration.ofSeconds(15), Duration.ofSeconds(30));

  /// As long as a period of brummer's threads: before, it is not idle; shorter, it shows none or
  /// all of their wake-ups.
  static final IdleWindow SHORT = new IdleWindow(Duration.ofSeconds(15), Duration.ofSeconds(15));

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
