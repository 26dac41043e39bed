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
  private static final double SIGNIFICANT = 0.01;

  /// Differences below this are not worth a word.
  private static final double WORTH = 0.05;

  /// Of the width of a group of forks.
  private static final double APART = 0.5;

  /// So many samples need no further proof.
  private static final int MANY = 8;

  /// Fewer samples can never be significant.
  private static final int LEAST = 4;

  /// Compares by forks where there are enough of them.
  public static MetricComparison of(List<List<Double>> a, List<List<Double>> b, Direction better) {
    List<Double> first = flat(a);
    List<Double> second = flat(b);
    double medianA = Quantiles.median(first);
    double medianB = Quantiles.median(second);
    double ratio = ConfidenceInterval.ratio(medianB, medianA);
    ConfidenceInterval interval = ConfidenceInterval.ofRatio(b, a);
    boolean forks = a.size() >= LEAST && b.size() >= LEAST;
    List<Double> left = forks ? medians(a) : first;
    List<Double> right = forks ? medians(b) : second;
    double p = SignificanceTest.mannWhitney(left, right);
    int fewest = Math.min(left.size(), right.size());
    boolean significant =
        p < limit(left.size(), right.size()) && (fewest >= MANY || apart(left, right));
    Verdict verdict =
        fewest < LEAST ? Verdict.UNKNOWN : verdict(ratio, interval, significant, better);
    return new MetricComparison(medianA, medianB, ratio, interval, p, verdict);
  }

  /// With few samples even the clearest difference has a p above 1 %: 4 against 4 give 2.9 % at
  /// best. Then only that clearest one counts.
  private static double limit(int n, int m) {
    return Math.max(SIGNIFICANT, 2 / SignificanceTest.ways(n, m) * 1.001);
  }

  /// Few may lie apart by chance, but hardly by much: between the two groups must be at least half
  /// as much room as the wider of them takes.
  private static boolean apart(List<Double> a, List<Double> b) {
    double room =
        Math.max(Collections.min(b) - Collections.max(a), Collections.min(a) - Collections.max(b));
    return room >= APART * Math.max(width(a), width(b));
  }

  private static double width(List<Double> values) {
    return Collections.max(values) - Collections.min(values);
  }

  private static Verdict verdict(
      double ratio, ConfidenceInterval interval, boolean significant, Direction better) {
    boolean worth = Math.abs(ratio - 1) > WORTH && !interval.contains(1);
    if (!significant || !worth) {
      return Verdict.SAME;
    }
    return ratio < 1 == (better == Direction.LOWER) ? Verdict.BETTER : Verdict.WORSE;
  }

  private static List<Double> flat(List<List<Double>> forks) {
    return forks.stream().flatMap(List::stream).toList();
  }

  private static List<Double> medians(List<List<Double>> forks) {
    return forks.stream().map(Quantiles::median).toList();
  }
}
