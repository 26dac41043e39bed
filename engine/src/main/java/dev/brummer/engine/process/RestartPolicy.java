package dev.brummer.engine.process;

import java.time.Duration;

/// Restart policy after an unrequested exit, with exponential or constant backoff.
///
/// The delay doubles from `initialDelay` up to `maxDelay` with each consecutive exit; with equal
/// delays it is constant. A run of at least `resetAfter` resets it. After `maxAttempts` consecutive
/// restarts without such a run the process is in a crash loop and stays failed until the user
/// starts it.
///
/// @param maxAttempts at least 1, or [#UNLIMITED]
/// @param minUptime a run that ends earlier is not followed by a restart; zero for none
public record RestartPolicy(
    When when,
    Duration initialDelay,
    Duration maxDelay,
    Duration resetAfter,
    int maxAttempts,
    Duration minUptime) {
  /// No crash loop: restarted however often it exits.
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private static final Duration NEVER = Duration.ofMillis(Long.MAX_VALUE);

  /// The default: no restart.
  public static final RestartPolicy NO = of(When.NO);

  public RestartPolicy {
    if (initialDelay.isNegative() || maxDelay.compareTo(initialDelay) < 0 || maxAttempts < 1) {
      throw new IllegalArgumentException(
          "delays " + initialDelay + " to " + maxDelay + ", attempts " + maxAttempts);
    }
    if (minUptime.isNegative()) {
      throw new IllegalArgumentException("minimum uptime: " + minUptime);
    }
  }

  /// Restarts after runs of any length.
  public RestartPolicy(
      When when, Duration initialDelay, Duration maxDelay, Duration resetAfter, int maxAttempts) {
    this(when, initialDelay, maxDelay, resetAfter, maxAttempts, Duration.ZERO);
  }

  /// Delays of 100 ms to 30 s, reset after 10 s, at most 10 consecutive attempts.
  public static RestartPolicy of(When when) {
    return new RestartPolicy(
        when, Duration.ofMillis(100), Duration.ofSeconds(30), Duration.ofSeconds(10), 10);
  }

  /// The same delay before each restart. No run resets the count of attempts.
  ///
  /// @param maxAttempts restarts in all until the user starts the process, or [#UNLIMITED]
  public static RestartPolicy constant(When when, Duration delay, int maxAttempts) {
    return new RestartPolicy(when, delay, delay, NEVER, maxAttempts);
  }

  public RestartPolicy withMinUptime(Duration value) {
    return new RestartPolicy(when, initialDelay, maxDelay, resetAfter, maxAttempts, value);
  }

  /// Whether no run resets the count of attempts: `maxAttempts` limits all restarts.
  public boolean countsAllRestarts() {
    return resetAfter.equals(NEVER);
  }

  /// Whether an exit with this result causes a restart.
  public boolean appliesTo(boolean success) {
    return switch (when) {
      case NO -> false;
      case ON_FAILURE -> !success;
      case ALWAYS -> true;
    };
  }

  /// The delay before the next restart.
  ///
  /// @param attempts consecutive restarts so far
  public Duration delay(int attempts) {
    Duration doubled = initialDelay.multipliedBy(1L << Math.min(attempts, 20));
    return doubled.compareTo(maxDelay) < 0 ? doubled : maxDelay;
  }

  /// Exits that cause a restart.
  public enum When {
    NO,
    /// A signal, or an exit code that does not count as success.
    ON_FAILURE,
    ALWAYS
  }
}
