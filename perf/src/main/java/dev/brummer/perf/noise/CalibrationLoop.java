package dev.brummer.perf.noise;

import dev.brummer.perf.stat.Quantiles;
import java.util.ArrayList;
import java.util.List;

/// Timing of a fixed computation, which takes constant time on a quiet machine.
///
/// @param medianNanos per iteration
/// @param spread 90th percentile divided by the 10th
public record CalibrationLoop(double medianNanos, double spread) {
  private static final int WARM_UP = 20;
  private static final int PIECES = 60;
  private static final int STEPS = 2_000_000;

  /// Takes about a third of a second.
  public static CalibrationLoop measure() {
    List<Double> times = new ArrayList<>();
    long result = 1;
    for (int i = 0; i < WARM_UP + PIECES; i++) {
      long start = System.nanoTime();
      result = work(result);
      long took = System.nanoTime() - start;
      if (i >= WARM_UP) {
        times.add((double) took);
      }
    }
    // `result` is never 0 (the cycle of xorshift contains no 0); reading it keeps the loop alive.
    return new CalibrationLoop(result == 0 ? 0 : Quantiles.median(times), Quantiles.spread(times));
  }

  private static long work(long seed) {
    long x = seed;
    for (int i = 0; i < STEPS; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    return x;
  }
}
