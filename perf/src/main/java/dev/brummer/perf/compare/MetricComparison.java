package dev.brummer.perf.compare;

import dev.brummer.perf.result.Direction;
import dev.brummer.perf.stat.ConfidenceInterval;
import dev.brummer.perf.stat.Quantiles;
import dev.brummer.perf.stat.SignificanceTest;
import java.util.Collections;
import java.util.List;

/// One metric, measured twice.
///
/// @param a median of the first
/// @param b median of the second
/// @param ratio b / a
/// @param interval of the ratio, 95 %
/// @param p of Mann and Whitney's test
/// @param verdict on the second, seen from the first
public record MetricComparison(
    double a, double b, double ratio, ConfidenceInterval interval, double p, Verdict verdict) {
  private static final double MAX_P_VALUE = 0.01;

  /// Differences below this are not worth a word.
  private static final double MIN_CHANGE = 0.05;

  /// Of the width of a group of forks.
  private static final double MIN_GAP = 0.5;

  /// So many samples need no further proof.
  private static final int LARGE_SAMPLE = 8;

  /// Fewer samples can never be significant.
  private static final int MIN_SAMPLES = 4;

  /// Compares by forks where there are enough of them.
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
    double p = SignificanceTest.mannWhitney(left, right);
    int fewest = Math.min(left.size(), right.size());
    boolean significant =
        p < maxPValue(left.size(), right.size())
            && (fewest >= LARGE_SAMPLE || hasClearGap(left, right));
    Verdict verdict =
        fewest < MIN_SAMPLES ? Verdict.UNKNOWN : verdict(ratio, interval, significant, direction);
    return new MetricComparison(medianA, medianB, ratio, interval, p, verdict);
  }

  /// With few samples even the clearest difference has a p above 1 %: 4 against 4 give 2.9 % at
  /// best. Then only that clearest one counts.
  private static double maxPValue(int n, int m) {
    return Math.max(MAX_P_VALUE, 2 / SignificanceTest.combinations(n, m) * 1.001);
  }

  /// Few may lie apart by chance, but hardly by much: between the two groups must be at least half
  /// as much room as the wider of them takes.
  private static boolean hasClearGap(List<Double> a, List<Double> b) {
    double room =
        Math.max(Collections.min(b) - Collections.max(a), Collections.min(a) - Collections.max(b));
    return room >= MIN_GAP * Math.max(width(a), width(b));
  }

  private static double width(List<Double> values) {
    return Collections.max(values) - Collections.min(values);
  }

  private static Verdict verdict(
      double ratio, ConfidenceInterval interval, boolean significant, Direction direction) {
    boolean worth = Math.abs(ratio - 1) > MIN_CHANGE && !interval.contains(1);
    if (!significant || !worth) {
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
