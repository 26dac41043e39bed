package dev.brummer.engine.timer;

import java.util.concurrent.TimeUnit;

/// Brings the wake-ups of threads that have nothing urgent to do to the same instants, so that an
/// idle program wakes the processor once per period: what the first thread has brought back into
/// the caches serves the others. The instants are multiples of [#PERIOD_NANOS] of
/// [System#nanoTime].
public final class CoalescedTimer {
  /// Time between two common instants, in nanoseconds.
  public static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(15);

  private CoalescedTimer() {}

  /// The common instant nearest to `now` plus an interval, at most half a period away from it. An
  /// interval below [#PERIOD_NANOS] is one of a thread in a hurry, and kept. Any thread.
  ///
  /// @param now reading of [System#nanoTime]
  /// @return later than `now` for a positive interval
  public static long due(long now, long intervalNanos) {
    if (intervalNanos < PERIOD_NANOS) {
      return now + intervalNanos;
    }
    long wanted = now + intervalNanos + PERIOD_NANOS / 2;
    return wanted - Math.floorMod(wanted, PERIOD_NANOS);
  }
}
