package dev.brummer.perf.model;

import java.time.Duration;

/// Cost of an event bus with a fixed pool of workers (S17).
public record WorkerPoolModel(int workers, int bytesPerWorker, Duration channelOverhead) {
  private static final int EVENTS_PER_WORKER = 100;

  /// Expected improvements in percent.
  public static final double MEMORY_REDUCTION_PERCENT = 95;

  public static final double LATENCY_REDUCTION_PERCENT = 60;
  public static final double THROUGHPUT_GAIN_PERCENT = 30;

  /// Eight workers of 8 KB, fed by a channel of 45 ns.
  public static WorkerPoolModel reference() {
    return new WorkerPoolModel(8, 8 * 1024, Duration.ofNanos(45));
  }

  public long fixedBytes() {
    return (long) workers * bytesPerWorker;
  }

  /// Events per second beyond which the queue grows.
  public int saturation() {
    return workers * EVENTS_PER_WORKER;
  }
}
