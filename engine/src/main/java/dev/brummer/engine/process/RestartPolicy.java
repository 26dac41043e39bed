package dev.brummer.engine.process;

import java.time.Duration;

/// Whether a process that ended by itself is started again, and how soon.
///
/// The pause doubles from `first` to `longest` with every end in a row; a run of at least `reset`
/// makes it `first` again. After `attempts` restarts in a row without such a run it is crash
/// looping: it stays failed until somebody starts it.
///
/// @param maxAttempts at least 1
public record RestartPolicy(
    When when, Duration initialDelay, Duration maxDelay, Duration resetAfter, int maxAttempts) {
  /// The default: it is not.
  public static final RestartPolicy NO = of(When.NO);

  public RestartPolicy {
    if (initialDelay.isNegative() || maxDelay.compareTo(initialDelay) < 0 || maxAttempts < 1) {
      throw new IllegalArgumentException(
          "pauses " + initialDelay + " to " + maxDelay + ", attempts " + maxAttempts);
    }
  }

  /// With pauses of 100 ms to 30 s, reset after 10 s, at most 10 in a row.
  public static RestartPolicy of(When when) {
    return new RestartPolicy(
        when, Duration.ofMillis(100), Duration.ofSeconds(30), Duration.ofSeconds(10), 10);
  }

  /// Whether it follows on such an end.
  public boolean appliesTo(boolean success) {
    return switch (when) {
      case NO -> false;
      case ON_FAILURE -> !success;
      case ALWAYS -> true;
    };
  }

  /// The pause before the next restart, when there were `before` in a row.
  public Duration delay(int before) {
    Duration doubled = initialDelay.multipliedBy(1L << Math.min(before, 20));
    return doubled.compareTo(maxDelay) < 0 ? doubled : maxDelay;
  }

  /// After which ends.
  public enum When {
    NO,
    /// An exit code that does not count as success, or a signal.
    ON_FAILURE,
    ALWAYS
  }
}
