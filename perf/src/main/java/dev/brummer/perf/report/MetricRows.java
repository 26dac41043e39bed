package dev.brummer.perf.report;

import dev.brummer.perf.compare.MetricComparison;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.stat.Quantiles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of the tables that compare the product with the design it replaced, per component.
final class MetricRows {
  static final List<String> HEADERS =
      List.of("", "reference", "target", "before", "now", "ratio", "spread", "verdict");

  private MetricRows() {}

  /// One metric.
  ///
  /// @param before median of the replaced design; null if there is none
  /// @param comparison of now with before; null if there is no before
  record Row(
      Metric metric,
      @Nullable Double before,
      double now,
      double spread,
      @Nullable MetricComparison comparison) {
    List<String> cells() {
      return List.of(
          metric.label(),
          QuantityFormat.format(metric.unit(), metric.reference().baseline()),
          QuantityFormat.format(metric.unit(), metric.reference().projection()),
          QuantityFormat.format(metric.unit(), before),
          QuantityFormat.format(metric.unit(), now),
          ratio(),
          QuantityFormat.formatNumber(spread),
          verdict());
    }

    /// Improvement over before, as a factor.
    String ratio() {
      return comparison == null ? "" : QuantityFormat.formatRatio(gain());
    }

    double gain() {
      double ratio = comparison == null ? 1 : comparison.ratio();
      return metric.direction() == MetricDirection.LOWER ? 1 / ratio : ratio;
    }

    String verdict() {
      return comparison == null ? "" : comparison.text();
    }
  }

  /// All metrics of a component that were measured for the product.
  static List<Row> of(BenchRun run, String component) {
    List<Row> rows = new ArrayList<>();
    for (Metric metric : run.metrics()) {
      boolean shown =
          run.variants(metric).stream().noneMatch(v -> hasOnlyAlternatives(run, metric));
      if (metric.component().equals(component) && shown) {
        List<List<Double>> now = run.forks(metric.key(), Variant.PRODUCT.key());
        if (!now.isEmpty()) {
          rows.add(row(metric, run.forks(metric.key(), "before"), now));
        }
      }
    }
    return rows;
  }

  /// All metrics that were measured for the product.
  static List<Row> all(BenchRun run) {
    return components(run).stream().flatMap(component -> of(run, component).stream()).toList();
  }

  /// True for metrics with alternatives but no replaced design, which have a table of their own.
  static boolean hasOnlyAlternatives(BenchRun run, Metric metric) {
    return run.variants(metric).stream().anyMatch(Variant::isRival)
        && run.variants(metric).stream().noneMatch(v -> v.role() == Variant.Role.BASELINE);
  }

  /// Components in order of measurement.
  static List<String> components(BenchRun run) {
    return run.metrics().stream().map(Metric::component).distinct().toList();
  }

  private static Row row(Metric metric, List<List<Double>> before, List<List<Double>> now) {
    List<Double> all = now.stream().flatMap(List::stream).toList();
    double median = Quantiles.median(all);
    if (before.isEmpty()) {
      return new Row(metric, null, median, Quantiles.spread(all), null);
    }
    MetricComparison comparison = MetricComparison.of(before, now, metric.direction());
    return new Row(metric, comparison.a(), median, Quantiles.spread(all), comparison);
  }
}
