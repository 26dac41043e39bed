package dev.brummer.perf.compare;

import dev.brummer.perf.result.Direction;
import dev.brummer.perf.stat.ConfidenceInterval;
import dev.brummer.perf.stat.Quantiles;
import dev.brummer.perf.stat.Significance;
import java.util.Collections;
import java.util.List;

/// Comparison of two sets of samples of one metric.
///
/// @param a median of the first
/// @param b median of the second
/// @param ratio b / a
/// @param interval 95 % confidence interval of the ratio
/// @param p p-value of the Mann–Whitney U test
/// @param verdict on the second, relative to the first
public record MetricComparison(
    double a, double b, double ratio, ConfidenceInterval interval, double p, Verdict verdict) {
  private static final double MAX_P_VALUE = 0.01;

  /// Smallest relative difference that is reported.
  private static final double MIN_CHANGE = 0.05;

  /// Required gap between small samples, in widths of the wider one.
  private static final double MIN_GAP = 0.5;

  /// Samples of this size need no gap.
  private static final int LARGE_SAMPLE = 8;

  /// Fewer samples cannot be significant.
  private static final int MIN_SAMPLES = 4;

  /// Compares medians of forks if both sides have enough forks, otherwise all samples.
  public static MetricComparison of(
      List<List<Double>> a, List<List<Double>> b, Direction direction) {
    List<Double> first = flatten(a);
    List<Double> second = flatten(b);
    double medianA = Quantiles.median(first);
    double medianB = Quantiles.median(second);
    double ratio = ConfidenceInterval.ratio(medianB, medianA);
    ConfidenceInterval interval = ConfidenceInterval.ofRatio(b, a);
    boolean forks = a.size() >= MIN_SAMPLES && b.size() >= MIN_SAMPLES;
    List<Double> left = forks ? medians(a) : first;
    List<Double> right = forks ? medians(b) : second;
    double p = Significance.mannWhitney(left, right);
    int smaller = Math.min(left.size(), right.size());
    boolean significant =
        p < maxPValue(left.size(), right.size())
            && (smaller >= LARGE_SAMPLE || hasClearGap(left, right));
    Verdict verdict =
        smaller < MIN_SAMPLES ? Verdict.UNKNOWN : verdict(ratio, interval, significant, direction);
    return new MetricComparison(medianA, medianB, ratio, interval, p, verdict);
  }

  /// Small samples cannot reach a p-value of 1 %: 4 against 4 yield 2.9 % at best. For these only
  /// the smallest possible p-value is accepted.
  private static double maxPValue(int n, int m) {
    return Math.max(MAX_P_VALUE, 2 / Significance.combinations(n, m) * 1.001);
  }

  /// True if the gap between two small samples is at least half as wide as the wider of them. Small
  /// samples may be disjoint by chance, but rarely by much.
  private static boolean hasClearGap(List<Double> a, List<Double> b) {
    double gap =
        Math.max(Collections.min(b) - Collections.max(a), Collections.min(a) - Collections.max(b));
    return gap >= MIN_GAP * Math.max(width(a), width(b));
  }

  private static double width(List<Double> values) {
    return Collections.max(values) - Collections.min(values);
  }

  private static Verdict verdict(
      double ratio, ConfidenceInterval interval, boolean significant, Direction direction) {
    boolean relevant = Math.abs(ratio - 1) > MIN_CHANGE && !interval.contains(1);
    if (!significant || !relevant) {
      return Verdict.SAME;
    }
    return ratio < 1 == (direction == Direction.LOWER) ? Verdict.BETTER : Verdict.WORSE;
  }

  private static List<Double> flatten(List<List<Double>> forks) {
    return forks.stream().flatMap(List::stream).toList();
  }

  private static List<Double> medians(List<List<Double>> forks) {
    return forks.stream().map(Quantiles::median).toList();
  }
}
