package dev.brummer.perf.compare;

import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.stat.ConfidenceInterval;
import java.util.ArrayList;
import java.util.List;

/// Comparison of two runs of the product by metric.
///
/// @param onlyA keys of metrics that only the first run has
/// @param onlyB keys of metrics that only the second run has
public record RunComparison(
    BenchRun a, BenchRun b, List<Row> rows, List<String> onlyA, List<String> onlyB) {
  private static final String PRODUCT = "now";

  /// A metric of both runs.
  ///
  /// @param intervalA 95 % confidence interval of the median
  public record Row(
      Metric metric,
      ConfidenceInterval intervalA,
      ConfidenceInterval intervalB,
      MetricComparison comparison) {}

  public static RunComparison of(BenchRun a, BenchRun b) {
    List<Row> rows = new ArrayList<>();
    List<String> onlyA = new ArrayList<>();
    for (Metric metric : a.metrics()) {
      List<List<Double>> first = a.forks(metric.key(), PRODUCT);
      List<List<Double>> second = b.forks(metric.key(), PRODUCT);
      if (!first.isEmpty() && !second.isEmpty()) {
        rows.add(
            new Row(
                metric,
                ConfidenceInterval.ofMedian(first),
                ConfidenceInterval.ofMedian(second),
                MetricComparison.of(first, second, metric.direction())));
      } else if (!first.isEmpty()) {
        onlyA.add(metric.key());
      }
    }
    List<String> onlyB =
        b.metrics().stream()
            .map(Metric::key)
            .filter(key -> !b.forks(key, PRODUCT).isEmpty() && a.forks(key, PRODUCT).isEmpty())
            .toList();
    return new RunComparison(a, b, List.copyOf(rows), List.copyOf(onlyA), onlyB);
  }

  /// Number of metrics with a verdict.
  public long count(ComparisonVerdict verdict) {
    return rows.stream().filter(row -> row.comparison.verdict() == verdict).count();
  }
}
