package dev.brummer.perf.suite;

import java.time.Duration;

/// How thoroughly a case is to be measured in one round.
///
/// @param warmUp time before anything counts
/// @param iterations samples to take
/// @param iterationTime how long each lasts
public record IterationPlan(Duration warmUp, int iterations, Duration iterationTime) {
  public IterationPlan {
    if (iterations < 1) {
      throw new IllegalArgumentException("shots: " + iterations);
    }
  }

  /// What a case has in all, without the start of its process.
  public Duration total() {
    return warmUp.plus(iterationTime.multipliedBy(iterations));
  }

  /// Two fifths of the time for warming up.
  public static IterationPlan of(Duration total, int shots) {
    Duration warmUp = total.multipliedBy(2).dividedBy(5);
    return new IterationPlan(warmUp, shots, total.minus(warmUp).dividedBy(shots));
  }

  /// Shots of something that takes as long as it takes: with fewer nothing can be said.
  public static final int MIN_ITERATIONS = 4;

  /// So many shots of that fit in, at least the fewest.
  public int iterationsOf(Duration fixed) {
    return Math.clamp(total().dividedBy(fixed) - 1, MIN_ITERATIONS, 20);
  }
}
