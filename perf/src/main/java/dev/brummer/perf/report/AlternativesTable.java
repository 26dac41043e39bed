package dev.brummer.perf.report;

import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.stat.Quantiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The product among alternative designs: one row per design, one column per load.
///
/// @param headers column headers
/// @param rows cells, the design's name first
record AlternativesTable(String suite, List<String> headers, List<List<String>> rows) {
  /// One table per suite with alternatives, of its times and rates.
  static List<AlternativesTable> of(BenchRun run) {
    Set<String> suites = new LinkedHashSet<>();
    run.metrics().stream()
        .filter(metric -> isShown(run, metric))
        .forEach(metric -> suites.add(metric.suite()));
    return suites.stream().map(suite -> of(run, suite)).toList();
  }

  private static boolean isShown(BenchRun run, Metric metric) {
    boolean hasAlternatives =
        run.variants(metric).stream().anyMatch(v -> v.role() == Variant.Role.ALTERNATIVE);
    return hasAlternatives
        && switch (metric.unit()) {
          case NANOS, BYTES_PER_SECOND -> true;
          case BYTES, PER_SECOND, PERCENT, COUNT, TIMES -> false;
        };
  }

  private static AlternativesTable of(BenchRun run, String suite) {
    List<Metric> columns =
        run.metrics().stream().filter(m -> m.suite().equals(suite) && isShown(run, m)).toList();
    Set<Variant> variants = new LinkedHashSet<>();
    columns.forEach(column -> variants.addAll(run.variants(column)));
    List<List<String>> rows = new ArrayList<>();
    for (Variant variant : variants) {
      List<String> cells = new ArrayList<>(List.of(variant.title()));
      for (Metric column : columns) {
        List<Double> samples = run.samples(column.key(), variant.key());
        cells.add(
            samples.isEmpty()
                ? ""
                : QuantityFormat.format(column.unit(), Quantiles.median(samples)));
      }
      rows.add(cells);
    }
    List<String> headers = new ArrayList<>(List.of("design"));
    columns.forEach(column -> headers.add(header(column, columns)));
    return new AlternativesTable(suite, headers, rows);
  }

  /// Adds the quantity to a header if several columns share a load.
  private static String header(Metric column, List<Metric> columns) {
    long same = columns.stream().filter(other -> other.row().equals(column.row())).count();
    return same == 1 ? column.row() : column.label();
  }
}
