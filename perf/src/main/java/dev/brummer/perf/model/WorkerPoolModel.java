package dev.brummer.perf.model;

import java.time.Duration;

/// The seed's worker pool (S17): so many workers, nothing else.
public record WorkerPoolModel(int workers, int bytesPerWorker, Duration channelOverhead) {
  private static final int EVENTS_PER_WORKER = 100;

  /// The seed's predictions, in parts of 100.
  public static final double MEMORY_REDUCTION_PERCENT = 95;

  public static final double LATENCY_REDUCTION_PERCENT = 60;
  public static final double THROUGHPUT_GAIN_PERCENT = 30;

  /// Eight workers of 8 KB behind a channel of 45 ns.
  public static WorkerPoolModel reference() {
    return new WorkerPoolModel(8, 8 * 1024, Duration.ofNanos(45));
  }

  public long fixedBytes() {
    return (long) workers * bytesPerWorker;
  }

  /// Events a second beyond which they queue.
  public int saturation() {
    return workers * EVENTS_PER_WORKER;
  }
}
