package dev.brummer.perf.report;

import dev.brummer.perf.compare.ComparisonVerdict;
import dev.brummer.perf.compare.MetricComparison;
import java.util.List;

/// Explains verdicts without a conclusion, and how to get one.
final class VerdictLegend {
  private static final String UNCERTAIN =
      "uncertain: the samples vary too much for a conclusion; measure longer, or on a quiet machine";
  private static final String NOT_TESTED =
      "not tested: fewer than %d samples cannot be significant; measure with --rounds %<d"
          .formatted(MetricComparison.MIN_SAMPLES);

  private VerdictLegend() {}

  /// One line per kind of verdict that occurs in the rows and needs an explanation.
  static List<String> lines(List<MetricRows.Row> rows) {
    return lines(count(rows, ComparisonVerdict.UNCERTAIN), count(rows, ComparisonVerdict.UNTESTED));
  }

  static List<String> lines(long uncertain, long untested) {
    if (uncertain > 0) {
      return untested > 0 ? List.of(UNCERTAIN + ".", NOT_TESTED + ".") : List.of(UNCERTAIN + ".");
    }
    return untested > 0 ? List.of(NOT_TESTED + ".") : List.of();
  }

  private static long count(List<MetricRows.Row> rows, ComparisonVerdict verdict) {
    return rows.stream()
        .map(MetricRows.Row::comparison)
        .filter(comparison -> comparison != null && comparison.verdict() == verdict)
        .count();
  }
}
