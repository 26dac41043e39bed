package dev.brummer.perf.compare;

import dev.brummer.perf.result.Better;
import dev.brummer.perf.stat.Difference;
import dev.brummer.perf.stat.Interval;
import dev.brummer.perf.stat.Quantile;
import java.util.List;

/// One metric, measured twice.
///
/// @param a median of the first
/// @param b median of the second
/// @param ratio b / a
/// @param interval of the ratio, 95 %
/// @param p of Mann and Whitney's test
/// @param verdict on the second, seen from the first
public record Comparison(
    double a, double b, double ratio, Interval interval, double p, Verdict verdict) {
  private static final double SIGNIFICANT = 0.01;

  /// Differences below this are not worth a word.
  private static final double WORTH = 0.05;

  /// Fewer samples can never be significant.
  private static final int LEAST = 4;

  /// Compares by forks where there are enough of them.
  public static Comparison of(List<List<Double>> a, List<List<Double>> b, Better better) {
    List<Double> first = flat(a);
    List<Double> second = flat(b);
    double medianA = Quantile.median(first);
    double medianB = Quantile.median(second);
    double ratio = Interval.ratio(medianB, medianA);
    Interval interval = Interval.ofRatio(b, a);
    boolean forks = a.size() >= LEAST && b.size() >= LEAST;
    double p =
        forks
            ? Difference.mannWhitney(medians(a), medians(b))
            : Difference.mannWhitney(first, second);
    int fewest = Math.min(first.size(), second.size());
    double limit = forks ? smallestAbove(a.size(), b.size()) : SIGNIFICANT;
    Verdict verdict =
        fewest < LEAST ? Verdict.UNKNOWN : verdict(ratio, interval, p < limit, better);
    return new Comparison(medianA, medianB, ratio, interval, p, verdict);
  }

  /// With few forks a side even the clearest difference has a p above 1 %: 4 against 4 give 2.9 %
  /// at best. Then only that clearest one counts.
  private static double smallestAbove(int n, int m) {
    double ways = 1;
    for (int i = 1; i <= n; i++) {
      ways = ways * (m + i) / i;
    }
    return Math.max(SIGNIFICANT, 2 / ways * 1.001);
  }

  private static Verdict verdict(
      double ratio, Interval interval, boolean significant, Better better) {
    boolean worth = Math.abs(ratio - 1) > WORTH && !interval.contains(1);
    if (!significant || !worth) {
      return Verdict.SAME;
    }
    return ratio < 1 == (better == Better.LOWER) ? Verdict.BETTER : Verdict.WORSE;
  }

  private static List<Double> flat(List<List<Double>> forks) {
    return forks.stream().flatMap(List::stream).toList();
  }

  private static List<Double> medians(List<List<Double>> forks) {
    return forks.stream().map(Quantile::median).toList();
  }
}
