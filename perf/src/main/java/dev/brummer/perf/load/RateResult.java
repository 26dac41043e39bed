package dev.brummer.perf.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Target rate, achieved rate and latencies of one operation. Latencies count from the due time.
///
/// @param started number of started operations
/// @param completed number of completed operations
record RateResult(
    String name, double target, long started, long completed, double seconds, Histogram latencies) {
  static final List<String> NAMES = List.of("lines", "events", "status checks", "requests");

  /// Minimum share of the target rate.
  private static final double MIN_SHARE = 0.97;

  /// @param generators in the order of [#NAMES]
  static List<RateResult> of(
      List<LoadGenerator> generators, SampleSeries.LoadLatencies loadLatencies, double seconds) {
    List<LatencyRecorder> all =
        List.of(
            loadLatencies.lines(),
            loadLatencies.events(),
            loadLatencies.checks(),
            loadLatencies.requests());
    List<RateResult> rates = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      LoadGenerator generator = generators.get(i);
      rates.add(
          new RateResult(
              NAMES.get(i),
              generator.schedule().perSecond(),
              generator.completed(),
              all.get(i).count(),
              seconds,
              all.get(i).total()));
    }
    return rates;
  }

  /// Returns completed operations per second.
  double achieved() {
    return completed / seconds;
  }

  boolean isSufficient() {
    return achieved() >= MIN_SHARE * target;
  }

  double millis(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }
}
