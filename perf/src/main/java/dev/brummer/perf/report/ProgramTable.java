package dev.brummer.perf.report;

import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.stat.PairedRatio;
import dev.brummer.perf.stat.Quantiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The product among other programs and lower bounds: one row per metric, one column per program
/// with its median and the ratio of the product to it.
///
/// @param headers column headers
/// @param rows cells, the metric's name first
record ProgramTable(String suite, List<String> headers, List<List<String>> rows) {
  static final String LEGEND =
      "Medians; below 1x, brummer has the smaller value. In brackets the middle half of the turns'"
          + " ratios.";

  /// One table per suite with other programs.
  static List<ProgramTable> of(BenchRun run) {
    Set<String> suites = new LinkedHashSet<>();
    run.metrics().stream()
        .filter(metric -> run.variants(metric).stream().anyMatch(ProgramTable::isProgram))
        .forEach(metric -> suites.add(metric.suite()));
    return suites.stream().map(suite -> of(run, suite)).toList();
  }

  private static boolean isProgram(Variant variant) {
    return variant.role() == Variant.Role.PROGRAM;
  }

  private static ProgramTable of(BenchRun run, String suite) {
    List<Metric> metrics = run.metrics().stream().filter(m -> m.suite().equals(suite)).toList();
    Set<Variant> programs = new LinkedHashSet<>(List.of(Variant.PRODUCT));
    metrics.forEach(metric -> programs.addAll(run.variants(metric)));
    List<String> headers = new ArrayList<>(List.of(""));
    programs.forEach(program -> headers.add(program.title()));
    List<List<String>> rows = new ArrayList<>();
    for (Metric metric : metrics) {
      List<String> cells = new ArrayList<>(List.of(metric.label()));
      programs.forEach(program -> cells.add(cell(run, metric, program)));
      rows.add(cells);
    }
    return new ProgramTable(suite, headers, rows);
  }

  /// "200 ms 1.54x (1.48–1.60)"; empty if not measured.
  private static String cell(BenchRun run, Metric metric, Variant program) {
    List<Double> samples = run.samples(metric.key(), program.key());
    if (samples.isEmpty()) {
      return "";
    }
    String median = QuantityFormat.format(metric.unit(), Quantiles.median(samples));
    List<Double> product = run.samples(metric.key(), Variant.PRODUCT.key());
    if (!isProgram(program) || product.isEmpty()) {
      return median;
    }
    PairedRatio ratio = PairedRatio.of(product, samples);
    return "%s  %s (%s–%s)"
        .formatted(
            median,
            QuantityFormat.formatRatio(ratio.median()),
            QuantityFormat.formatNumber(ratio.low()),
            QuantityFormat.formatNumber(ratio.high()));
  }
}
