package dev.brummer.perf.stat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// 95 % confidence interval by the percentile bootstrap: resamples forks with replacement, then
/// iterations within each fork (Kalibera and Jones, "Rigorous benchmarking in reasonable time",
/// 2013). Deterministic: the random generator has a fixed seed.
public record ConfidenceInterval(double low, double high) {
  private static final int RESAMPLES = 1000;
  private static final double TAIL = 0.025;

  /// Interval of the median of all samples.
  public static ConfidenceInterval ofMedian(List<List<Double>> forks) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] all = arrays(forks);
    double[] medians = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      medians[i] = resampledMedian(all, random);
    }
    return of(medians);
  }

  /// Interval of the ratio of two medians, `above` / `below`.
  public static ConfidenceInterval ofRatio(List<List<Double>> above, List<List<Double>> below) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] over = arrays(above);
    double[][] under = arrays(below);
    double[] ratios = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      ratios[i] = ratio(resampledMedian(over, random), resampledMedian(under, random));
    }
    return of(ratios);
  }

  /// above / below; 1 if both are 0.
  public static double ratio(double above, double below) {
    return above == below ? 1 : above / below;
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  private static ConfidenceInterval of(double[] drawn) {
    Arrays.sort(drawn);
    return new ConfidenceInterval(
        Quantiles.ofSorted(drawn, TAIL), Quantiles.ofSorted(drawn, 1 - TAIL));
  }

  private static double[][] arrays(List<List<Double>> forks) {
    if (forks.isEmpty()) {
      throw new IllegalArgumentException("no samples");
    }
    return forks.stream()
        .map(fork -> fork.stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  private static double resampledMedian(double[][] forks, SplittableRandom random) {
    int size = Arrays.stream(forks).mapToInt(fork -> fork.length).sum();
    double[] drawn = new double[size];
    int count = 0;
    while (count < size) {
      double[] fork = forks[random.nextInt(forks.length)];
      for (int i = 0; i < fork.length && count < size; i++) {
        drawn[count++] = fork[random.nextInt(fork.length)];
      }
    }
    Arrays.sort(drawn);
    return Quantiles.ofSorted(drawn, 0.5);
  }
}
