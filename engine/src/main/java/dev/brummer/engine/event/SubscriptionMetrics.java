package dev.brummer.engine.event;

/// Measures a subscriber per batch, because reading the clock per event would cost as much as the
/// bus itself. Written by the draining worker, read by any thread.
final class SubscriptionMetrics {
  /// Weight of a new batch in the moving average, as in TCP's round-trip estimate (RFC 6298).
  private static final double MEAN_WEIGHT = 0.125;

  private volatile long handled;
  private volatile long maxHandlingNanos;
  private volatile long lagMillis;
  private volatile long maxLagMillis;

  /// Start of the current batch, 0 between batches.
  private volatile long batchStartNanos;

  private double meanNanos;

  /// Records the start of a batch.
  ///
  /// @param now monotonic time in nanoseconds
  void batchStarted(long now) {
    batchStartNanos = now == 0 ? 1 : now;
  }

  /// Records the age of the first event of the batch.
  void recordLag(long publishedMillis, long nowMillis) {
    long lag = publishedMillis == 0 ? 0 : Math.max(0, nowMillis - publishedMillis);
    lagMillis = lag;
    if (lag > maxLagMillis) {
      maxLagMillis = lag;
    }
  }

  /// Records the end of a batch. Attributes to a single event at most the duration of the batch
  /// minus the mean time of its other events.
  @SuppressWarnings("NonAtomicVolatileUpdate") // single writer: the draining worker
  void batchEnded(int count, long nanos) {
    batchStartNanos = 0;
    if (count == 0) {
      return;
    }
    handled += count;
    double mean = (double) nanos / count;
    double others = (count - 1) * Math.min(mean, meanNanos == 0 ? mean : meanNanos);
    maxHandlingNanos = Math.max(maxHandlingNanos, Math.round(nanos - others));
    meanNanos = meanNanos == 0 ? mean : meanNanos + MEAN_WEIGHT * (mean - meanNanos);
  }

  long handled() {
    return handled;
  }

  long maxHandlingNanos() {
    return maxHandlingNanos;
  }

  long lagMillis() {
    return lagMillis;
  }

  long maxLagMillis() {
    return maxLagMillis;
  }

  /// Elapsed time of the current batch, 0 if there is none.
  long busyNanos(long now) {
    long since = batchStartNanos;
    return since == 0 ? 0 : Math.max(0, now - since);
  }
}
