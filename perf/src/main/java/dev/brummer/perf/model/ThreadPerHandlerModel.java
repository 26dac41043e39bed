package dev.brummer.perf.model;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Cost of the reference design's event bus, which starts one thread per handler and event (S16).
///
/// @param creationTime of one thread; the reference formula does not use it
/// @param bytesPerThread stack size
public record ThreadPerHandlerModel(
    int eventsPerSecond, int handlersPerEvent, Duration creationTime, int bytesPerThread) {
  private static final int THREADS_PER_LATENCY_UNIT = 1000;
  private static final double MIB = 1024 * 1024;

  /// 265 events per second, three handlers, 2 µs and 8 KB per thread.
  public static ThreadPerHandlerModel reference() {
    return new ThreadPerHandlerModel(265, 3, Duration.ofNanos(2_000), 8 * 1024);
  }

  public int threadsPerSecond() {
    return eventsPerSecond * handlersPerEvent;
  }

  public double megabytesPerSecond() {
    return (double) threadsPerSecond() * bytesPerThread / MIB;
  }

  /// Factor by which latency grows over an idle bus.
  public double latencyMultiplier() {
    return 1 + (double) threadsPerSecond() / THREADS_PER_LATENCY_UNIT;
  }

  /// CPU time for thread creation, in percent of one core.
  public double creationPercent() {
    return 100.0 * threadsPerSecond() * creationTime.toNanos() / 1e9;
  }

  /// The report in the format of the reference design.
  public List<String> lines() {
    return List.of(
        String.format(Locale.ROOT, "Threads/sec: %d", threadsPerSecond()),
        String.format(Locale.ROOT, "Memory usage: %.2f MB/sec", megabytesPerSecond()),
        String.format(Locale.ROOT, "Latency multiplier: %.2fx", latencyMultiplier()));
  }
}
