package dev.brummer.perf.compare;

import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.stat.ConfidenceInterval;
import dev.brummer.perf.stat.Quantiles;
import dev.brummer.perf.stat.Significance;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Comparison of two sets of samples of one metric.
///
/// @param a median of the first
/// @param b median of the second
/// @param ratio b / a
/// @param interval 95 % confidence interval of the ratio
/// @param p p-value of the Mann–Whitney U test
/// @param samples number of compared values on the smaller side
/// @param direction which values of the metric are better
/// @param verdict on the second, relative to the first
public record MetricComparison(
    double a,
    double b,
    double ratio,
    ConfidenceInterval interval,
    double p,
    int samples,
    MetricDirection direction,
    ComparisonVerdict verdict) {
  /// Fewer samples cannot be significant.
  public static final int MIN_SAMPLES = 4;

  private static final double MAX_P_VALUE = 0.01;

  /// Smallest relative difference that is reported.
  private static final double MIN_CHANGE = 0.05;

  /// Relative difference that the interval must exclude for "no difference".
  private static final double MAX_EQUIVALENT_CHANGE = 0.1;

  /// Required gap between small samples, in widths of the wider one.
  private static final double MIN_GAP = 0.5;

  /// Samples of this size need no gap.
  private static final int LARGE_SAMPLE = 8;

  /// Compares medians of forks if both sides have enough forks, otherwise all samples.
  public static MetricComparison of(
      List<List<Double>> a, List<List<Double>> b, MetricDirection direction) {
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
    ComparisonVerdict verdict =
        smaller < MIN_SAMPLES
            ? ComparisonVerdict.UNTESTED
            : verdict(ratio, interval, significant, direction);
    return new MetricComparison(medianA, medianB, ratio, interval, p, smaller, direction, verdict);
  }

  /// Small samples cannot reach a p-value of 1 %: 4 against 4 yield 2.9 % at best. For these only
  /// the smallest possible p-value is accepted.
  private static double maxPValue(int n, int m) {
    return Math.max(MAX_P_VALUE, 2 / Significance.combinations(n, m) * 1.001);
  }

  /// True if the gap between two small samples is at least half as wide as the wider of them. Small
  /// samples may be disjoint by chance, but rarely by much. Times vary in proportion to themselves,
  /// so the gap may also be clear on a logarithmic scale: a noisy baseline of 75 to 306 ns does not
  /// hide an effect of 16x.
  private static boolean hasClearGap(List<Double> a, List<Double> b) {
    return hasGap(a, b)
        || (Collections.min(a) > 0 && Collections.min(b) > 0 && hasGap(logs(a), logs(b)));
  }

  private static boolean hasGap(List<Double> a, List<Double> b) {
    double gap =
        Math.max(Collections.min(b) - Collections.max(a), Collections.min(a) - Collections.max(b));
    return gap > 0 && gap >= MIN_GAP * Math.max(width(a), width(b));
  }

  private static double width(List<Double> values) {
    return Collections.max(values) - Collections.min(values);
  }

  private static ComparisonVerdict verdict(
      double ratio, ConfidenceInterval interval, boolean significant, MetricDirection direction) {
    if (significant && isRelevant(ratio) && !interval.contains(1)) {
      return isImprovement(ratio, direction) ? ComparisonVerdict.BETTER : ComparisonVerdict.WORSE;
    }
    boolean excludesDifference =
        interval.low() >= 1 / (1 + MAX_EQUIVALENT_CHANGE)
            && interval.high() <= 1 + MAX_EQUIVALENT_CHANGE;
    return excludesDifference ? ComparisonVerdict.SAME : ComparisonVerdict.UNCERTAIN;
  }

  private static boolean isRelevant(double ratio) {
    return Math.abs(ratio - 1) > MIN_CHANGE;
  }

  private static boolean isImprovement(double ratio, MetricDirection direction) {
    return ratio < 1 == (direction == MetricDirection.LOWER);
  }

  /// The verdict with its power: "better", "no difference", "better, 3 samples: not tested",
  /// "worse, 5 samples: uncertain", "uncertain: -12% to +40%".
  public String text() {
    return switch (verdict) {
      case BETTER -> "better";
      case WORSE -> "worse";
      case SAME -> "no difference";
      case UNCERTAIN ->
          isRelevant(ratio) && !interval.contains(1)
              ? tendency() + ", " + count() + ": uncertain"
              : "uncertain: " + percent(interval.low()) + " to " + percent(interval.high());
      case UNTESTED -> tendency() + ", " + count() + ": not tested";
    };
  }

  private String tendency() {
    if (!isRelevant(ratio)) {
      return "about equal";
    }
    return isImprovement(ratio, direction) ? "better" : "worse";
  }

  private String count() {
    return samples == 1 ? "1 sample" : samples + " samples";
  }

  private static String percent(double ratio) {
    return Double.isInfinite(ratio)
        ? "∞"
        : String.format(Locale.ROOT, "%+.0f%%", (ratio - 1) * 100);
  }

  private static List<Double> flatten(List<List<Double>> forks) {
    return forks.stream().flatMap(List::stream).toList();
  }

  private static List<Double> medians(List<List<Double>> forks) {
    return forks.stream().map(Quantiles::median).toList();
  }

  private static List<Double> logs(List<Double> values) {
    return values.stream().map(Math::log).toList();
  }
}
