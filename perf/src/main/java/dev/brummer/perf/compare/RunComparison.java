package dev.brummer.perf.compare;

import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.stat.ConfidenceInterval;
import java.util.ArrayList;
import java.util.List;

/// Two runs of the product, metric by metric.
///
/// @param onlyA metrics that only the first has
/// @param onlyB metrics that only the second has
public record RunComparison(
    BenchRun a, BenchRun b, List<Row> rows, List<String> onlyA, List<String> onlyB) {
  private static final String PRODUCT = "now";

  /// A metric that both have.
  ///
  /// @param intervalA of the median, 95 %
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

  /// Rows whose verdict is that they differ.
  public List<Row> differences() {
    return rows.stream()
        .filter(row ->
            switch (row.comparison.verdict()) {
              case BETTER, WORSE -> true;
              case SAME, UNKNOWN -> false;
            })
        .toList();
  }
}
