package dev.brummer.engine.event;

/// Measures the work of one subscriber, by the batch: a look at the clock for every event would
/// cost as much as the bus itself. Written by the worker inside the mailbox, read by anybody.
final class SubscriptionMetrics {
  /// Weight of a new batch in the mean, as in TCP's estimate of the round trip (RFC 6298).
  private static final double MEAN_WEIGHT = 0.125;

  private volatile long handled;
  private volatile long maxHandlingNanos;
  private volatile long lagMillis;
  private volatile long maxLagMillis;

  /// When the batch began that is being handled, 0 between batches.
  private volatile long batchStartNanos;

  private double meanNanos;

  /// A batch begins.
  ///
  /// @param now on the monotonic clock, in nanoseconds
  void batchStarted(long now) {
    batchStartNanos = now == 0 ? 1 : now;
  }

  /// The first event of the batch was made at `madeMillis`; it is `nowMillis`.
  void recordLag(long publishedMillis, long nowMillis) {
    long lag = publishedMillis == 0 ? 0 : Math.max(0, nowMillis - publishedMillis);
    lagMillis = lag;
    if (lag > maxLagMillis) {
      maxLagMillis = lag;
    }
  }

  /// The batch is over. If one event of it was slow, it was at most as slow as the whole without
  /// what the others usually take.
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the worker inside
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

  /// How long the present batch has been at it, 0 if there is none.
  long busyNanos(long now) {
    long since = batchStartNanos;
    return since == 0 ? 0 : Math.max(0, now - since);
  }
}
