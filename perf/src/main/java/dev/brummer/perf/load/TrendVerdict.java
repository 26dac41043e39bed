package dev.brummer.perf.load;

import dev.brummer.perf.result.Direction;
import java.util.Locale;

/// What the trend of one metric means. Pure.
///
/// It **fails** when all of these hold: the change is for the worse; it is more than 10 %; the two
/// windows differ with a significance of more than 0.95; the change is at least the smallest that
/// counts for the metric; and, for metrics that are times, other programs did not take more of the
/// machine meanwhile.
///
/// @param before mean of the window before
/// @param now mean of the last window
/// @param change of now against before, 0.1 for 10 % more
/// @param otherCoresIncrease cores that other programs used now and not before
record TrendVerdict(
    MonitoredMetric metric,
    Outcome outcome,
    int samples,
    double before,
    double now,
    double change,
    double significance,
    double otherCoresIncrease) {
  static final double MAX_CHANGE = 0.1;
  static final double MIN_SIGNIFICANCE = 0.95;

  /// Of all cores together; less is what any system does by itself.
  static final double MAX_OTHER_CORES = 0.25;

  /// What came of it.
  enum Outcome {
    STEADY,
    BETTER,
    WORSE,
    /// Worse, by so little that nobody would notice.
    NEGLIGIBLE,
    /// Worse, while other programs were at work: run it again.
    DISTURBED,
    INSUFFICIENT
  }

  static TrendVerdict insufficient(MonitoredMetric metric, int samples) {
    return new TrendVerdict(metric, Outcome.INSUFFICIENT, samples, 0, 0, 0, 0, 0);
  }

  static TrendVerdict of(
      MonitoredMetric metric,
      int samples,
      double before,
      double now,
      double trend,
      double significance,
      double othersMore) {
    return new TrendVerdict(
        metric,
        kind(metric, before, now, trend, significance, othersMore),
        samples,
        before,
        now,
        trend,
        significance,
        othersMore);
  }

  private static Outcome kind(
      MonitoredMetric metric,
      double before,
      double now,
      double trend,
      double significance,
      double othersMore) {
    if (significance <= MIN_SIGNIFICANCE || Math.abs(trend) <= MAX_CHANGE) {
      return Outcome.STEADY;
    }
    boolean up = trend > 0;
    if (up == (metric.better() == Direction.HIGHER)) {
      return Outcome.BETTER;
    }
    if (Math.abs(now - before) < metric.minChange()) {
      return Outcome.NEGLIGIBLE;
    }
    return metric.isTimeBased() && othersMore > MAX_OTHER_CORES ? Outcome.DISTURBED : Outcome.WORSE;
  }

  boolean isFailure() {
    return outcome == Outcome.WORSE;
  }

  /// For people.
  String description(int window) {
    return switch (outcome) {
      case STEADY -> "steady";
      case BETTER -> "better";
      case WORSE -> "WORSE";
      case NEGLIGIBLE ->
          "steady: less than " + metric.format(metric.minChange()) + " counts as none";
      case DISTURBED ->
          String.format(
              Locale.ROOT,
              "not judged: other programs took %.1f cores more than before; run it again",
              otherCoresIncrease);
      case INSUFFICIENT -> "insufficient data: " + samples + " samples of " + 2 * window;
    };
  }
}
