package dev.brummer.perf.suite;

import java.time.Duration;

/// Warm-up and iterations of a case in one round.
///
/// @param warmUp time before the first sample
/// @param iterations number of samples
/// @param iterationTime duration of a sample
public record IterationPlan(Duration warmUp, int iterations, Duration iterationTime) {
  public IterationPlan {
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations: " + iterations);
    }
  }

  /// Returns the total time without the start of the fork.
  public Duration total() {
    return warmUp.plus(iterationTime.multipliedBy(iterations));
  }

  /// Allots two fifths of the time to the warm-up.
  public static IterationPlan of(Duration total, int iterations) {
    Duration warmUp = total.multipliedBy(2).dividedBy(5);
    return new IterationPlan(warmUp, iterations, total.minus(warmUp).dividedBy(iterations));
  }

  /// Minimum number of iterations of a case with a fixed duration, for a usable variance.
  public static final int MIN_ITERATIONS = 4;

  /// Returns how many iterations of a fixed duration fit into the total, but at least the minimum.
  public int iterationsOf(Duration fixed) {
    return Math.clamp(total().dividedBy(fixed) - 1, MIN_ITERATIONS, 20);
  }
}
