package dev.brummer.engine.process;

import java.time.Duration;

/// How often a probe is tried and how many results decide. Applies to active probes: `Http`, `Tcp`
/// and `Exec`. The other conditions are observed without attempts.
///
/// @param initialDelay time from the start of the process to the first attempt
/// @param period time between attempts, positive, or [#AUTOMATIC]
/// @param timeout time for one attempt, positive
/// @param successThreshold successes in a row that make the process ready, at least 1
/// @param failureThreshold failures in a row after which a ready process is down, or a process with
///   a [LivenessPolicy] is not alive; at least 1
public record ProbeTiming(
    Duration initialDelay,
    Duration period,
    Duration timeout,
    int successThreshold,
    int failureThreshold) {
  /// An attempt every [ReadinessProbe#INTERVAL] until the process is ready, then every
  /// [ReadinessProbe#LIVENESS_INTERVAL]; a failed attempt is repeated soon. For liveness always
  /// [ReadinessProbe#LIVENESS_INTERVAL].
  public static final Duration AUTOMATIC = Duration.ZERO;

  /// Automatic period without initial delay, [ReadinessProbe#ATTEMPT_TIMEOUT] per attempt, one
  /// success, [ReadinessProbe#MAX_FAILURES] failures.
  public static final ProbeTiming DEFAULT =
      new ProbeTiming(
          Duration.ZERO, AUTOMATIC, ReadinessProbe.ATTEMPT_TIMEOUT, 1, ReadinessProbe.MAX_FAILURES);

  public ProbeTiming {
    if (initialDelay.isNegative() || period.isNegative() || !timeout.isPositive()) {
      throw new IllegalArgumentException(
          "delay " + initialDelay + ", period " + period + ", timeout " + timeout);
    }
    if (successThreshold < 1 || failureThreshold < 1) {
      throw new IllegalArgumentException(
          "thresholds: " + successThreshold + " and " + failureThreshold);
    }
  }

  public boolean isAutomatic() {
    return period.isZero();
  }
}
