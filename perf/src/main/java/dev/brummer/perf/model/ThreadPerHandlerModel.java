package dev.brummer.perf.model;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// `PerformanceModel` of the seed (S16): a thread for every handler of every event.
///
/// @param creationTime of a thread; the seed's model names it and does not use it
/// @param bytesPerThread its stack
public record ThreadPerHandlerModel(
    int eventsPerSecond, int handlersPerEvent, Duration creationTime, int bytesPerThread) {
  private static final int THREADS_PER_LATENCY_UNIT = 1000;
  private static final double MIB = 1024 * 1024;

  /// The seed's example: 265 events a second, three handlers, 2 µs and 8 KB a thread.
  public static ThreadPerHandlerModel reference() {
    return new ThreadPerHandlerModel(265, 3, Duration.ofNanos(2_000), 8 * 1024);
  }

  public int threadsPerSecond() {
    return eventsPerSecond * handlersPerEvent;
  }

  public double megabytesPerSecond() {
    return (double) threadsPerSecond() * bytesPerThread / MIB;
  }

  /// How many times the latency of an idle bus.
  public double latencyMultiplier() {
    return 1 + (double) threadsPerSecond() / THREADS_PER_LATENCY_UNIT;
  }

  /// In parts of 100 of one core, to create the threads.
  public double creationPercent() {
    return 100.0 * threadsPerSecond() * creationTime.toNanos() / 1e9;
  }

  /// The three lines that the seed's model prints.
  public List<String> lines() {
    return List.of(
        String.format(Locale.ROOT, "Threads/sec: %d", threadsPerSecond()),
        String.format(Locale.ROOT, "Memory usage: %.2f MB/sec", megabytesPerSecond()),
        String.format(Locale.ROOT, "Latency multiplier: %.2fx", latencyMultiplier()));
  }
}
