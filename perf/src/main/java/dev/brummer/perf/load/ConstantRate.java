package dev.brummer.perf.load;

import java.time.Duration;

/// So many things a second, evenly: when each is due. Open loop: who is late does not shift what is
/// due next, so a time measured from the due moment contains the waiting that a closed loop leaves
/// out (coordinated omission).
record ConstantRate(double perSecond) {
  ConstantRate {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("per second: " + perSecond);
    }
  }

  /// After the start, in the middle of its period: not all paces begin at once.
  long dueNanos(long index) {
    return Math.round((index + 0.5) * 1e9 / perSecond);
  }

  /// How many are due in that time.
  long due(Duration time) {
    return Math.round(time.toNanos() / 1e9 * perSecond);
  }
}
