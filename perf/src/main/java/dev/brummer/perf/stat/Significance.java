package dev.brummer.perf.stat;

import java.util.Arrays;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.TTest;

/// Two-sided significance tests: the probability that a difference at least this large arises from
/// one distribution.
public final class Significance {
  private Significance() {}

  /// Mann–Whitney U test, independent of the shape of the distributions. Exact for small samples
  /// without ties, otherwise corrected for ties; 1 if all values are equal.
  public static double mannWhitney(Collection<Double> a, Collection<Double> b) {
    double[] first = array(a);
    double[] second = array(b);
    if (isSameConstant(first, second)) {
      return 1;
    }
    if (isDisjoint(first, second)) {
      return 2 / combinations(first.length, second.length);
    }
    double p = MannWhitneyUTest.withDefaults().test(first, second).getPValue();
    return Double.isNaN(p) ? 1 : Math.clamp(p, 0, 1);
  }

  /// Welch's t-test for the difference of means with unequal variances.
  public static double welch(Collection<Double> a, Collection<Double> b) {
    double[] first = array(a);
    double[] second = array(b);
    if (isSameConstant(first, second)) {
      return 1;
    }
    if (first.length < 2 || second.length < 2) {
      throw new IllegalArgumentException("samples of " + first.length + " and " + second.length);
    }
    if (isConstant(first) && isConstant(second)) {
      return 0;
    }
    return TTest.withDefaults().test(first, second).getPValue();
  }

  /// True if all values of one sample are below all values of the other. Such an order is one of
  /// two extremes, whatever ties exist within the samples.
  private static boolean isDisjoint(double[] a, double[] b) {
    DoubleSummaryStatistics first = Arrays.stream(a).summaryStatistics();
    DoubleSummaryStatistics second = Arrays.stream(b).summaryStatistics();
    return first.getMax() < second.getMin() || second.getMax() < first.getMin();
  }

  /// Number of ways to interleave `n` and `m` values: the binomial coefficient.
  public static double combinations(int n, int m) {
    double ways = 1;
    for (int i = 1; i <= n; i++) {
      ways = ways * (m + i) / i;
    }
    return ways;
  }

  private static double[] array(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no samples");
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static boolean isSameConstant(double[] a, double[] b) {
    return a[0] == b[0] && isConstant(a) && isConstant(b);
  }

  private static boolean isConstant(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }
}
