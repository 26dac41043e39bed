package dev.brummer.engine.process;

import java.time.Duration;

/// Whether a process that ended by itself is started again, and how soon.
///
/// The pause doubles from `first` to `longest` with every end in a row; a run of at least `reset`
/// makes it `first` again. After `attempts` restarts in a row without such a run it is crash
/// looping: it stays failed until somebody starts it.
///
/// @param attempts at least 1
public record RestartPolicy(
    When when, Duration first, Duration longest, Duration reset, int attempts) {
  /// The default: it is not.
  public static final RestartPolicy NO = of(When.NO);

  public RestartPolicy {
    if (first.isNegative() || longest.compareTo(first) < 0 || attempts < 1) {
      throw new IllegalArgumentException(
          "pauses " + first + " to " + longest + ", attempts " + attempts);
    }
  }

  /// With pauses of 100 ms to 30 s, reset after 10 s, at most 10 in a row.
  public static RestartPolicy of(When when) {
    return new RestartPolicy(
        when, Duration.ofMillis(100), Duration.ofSeconds(30), Duration.ofSeconds(10), 10);
  }

  /// Whether it follows on such an end.
  public boolean after(boolean success) {
    return switch (when) {
      case NO -> false;
      case ON_FAILURE -> !success;
      case ALWAYS -> true;
    };
  }

  /// The pause before the next restart, when there were `before` in a row.
  public Duration pause(int before) {
    Duration doubled = first.multipliedBy(1L << Math.min(before, 20));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  /// After which ends.
  public enum When {
    NO,
    /// An exit code that does not count as success, or a signal.
    ON_FAILURE,
    ALWAYS
  }
}
