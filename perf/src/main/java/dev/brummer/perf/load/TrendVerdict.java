package dev.brummer.perf.load;

import dev.brummer.perf.result.MetricDirection;
import java.util.Locale;

/// Verdict on the trend of one metric. Immutable.
///
/// The trend **fails** if the change is for the worse, exceeds 10 %, has a significance above 0.95,
/// reaches the minimum change of the metric and, for time-based metrics, other programs did not use
/// more CPU meanwhile.
///
/// @param before mean of the previous window
/// @param now mean of the last window
/// @param change relative change from `before` to `now`, 0.1 for 10 % more
/// @param otherCoresIncrease increase of the cores used by other programs
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

  /// Sum over all cores; an idle system stays below it.
  static final double MAX_OTHER_CORES = 0.25;

  /// Classification of a trend.
  enum Outcome {
    STEADY,
    BETTER,
    WORSE,
    /// Worse, but less than the minimum change.
    NEGLIGIBLE,
    /// Worse while other programs used the CPU: repeat the test.
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
      double change,
      double significance,
      double otherCoresIncrease) {
    return new TrendVerdict(
        metric,
        outcomeOf(metric, before, now, change, significance, otherCoresIncrease),
        samples,
        before,
        now,
        change,
        significance,
        otherCoresIncrease);
  }

  private static Outcome outcomeOf(
      MonitoredMetric metric,
      double before,
      double now,
      double change,
      double significance,
      double otherCoresIncrease) {
    if (significance <= MIN_SIGNIFICANCE || Math.abs(change) <= MAX_CHANGE) {
      return Outcome.STEADY;
    }
    boolean rises = change > 0;
    if (rises == (metric.better() == MetricDirection.HIGHER)) {
      return Outcome.BETTER;
    }
    if (Math.abs(now - before) < metric.minChange()) {
      return Outcome.NEGLIGIBLE;
    }
    return metric.isTimeBased() && otherCoresIncrease > MAX_OTHER_CORES
        ? Outcome.DISTURBED
        : Outcome.WORSE;
  }

  boolean isFailure() {
    return outcome == Outcome.WORSE;
  }

  /// Returns the verdict as text.
  String description(int window) {
    return switch (outcome) {
      case STEADY -> "steady";
      case BETTER -> "better";
      case WORSE -> "WORSE";
      case NEGLIGIBLE ->
          "steady: a change below " + metric.format(metric.minChange()) + " is negligible";
      case DISTURBED ->
          String.format(
              Locale.ROOT,
              "inconclusive: other programs used %.1f more cores; repeat the test",
              otherCoresIncrease);
      case INSUFFICIENT -> "insufficient data: " + samples + " samples of " + 2 * window;
    };
  }
}
