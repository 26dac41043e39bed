package dev.brummer.perf.compare;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Run;
import dev.brummer.perf.stat.Interval;
import java.util.ArrayList;
import java.util.List;

/// Two runs of the product, metric by metric.
///
/// @param onlyA metrics that only the first has
/// @param onlyB metrics that only the second has
public record Compared(Run a, Run b, List<Row> rows, List<String> onlyA, List<String> onlyB) {
  private static final String NOW = "now";

  /// A metric that both have.
  ///
  /// @param intervalA of the median, 95 %
  public record Row(Metric metric, Interval intervalA, Interval intervalB, Comparison comparison) {}

  public static Compared of(Run a, Run b) {
    List<Row> rows = new ArrayList<>();
    List<String> onlyA = new ArrayList<>();
    for (Metric metric : a.metrics()) {
      List<List<Double>> first = a.forks(metric.key(), NOW);
      List<List<Double>> second = b.forks(metric.key(), NOW);
      if (!first.isEmpty() && !second.isEmpty()) {
        rows.add(
            new Row(
                metric,
                Interval.ofMedian(first),
                Interval.ofMedian(second),
                Comparison.of(first, second, metric.better())));
      } else if (!first.isEmpty()) {
        onlyA.add(metric.key());
      }
    }
    List<String> onlyB =
        b.metrics().stream()
            .map(Metric::key)
            .filter(key -> !b.forks(key, NOW).isEmpty() && a.forks(key, NOW).isEmpty())
            .toList();
    return new Compared(a, b, List.copyOf(rows), List.copyOf(onlyA), onlyB);
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
