package dev.brummer.perf.report;

import dev.brummer.perf.compare.ComparisonVerdict;
import dev.brummer.perf.compare.MetricComparison;
import dev.brummer.perf.compare.RunComparison;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.stat.ConfidenceInterval;
import java.util.List;
import java.util.Locale;

/// Comparison of two runs in the format of benchstat.
public final class CompareTable {
  private CompareTable() {}

  /// @param nameA label of the first run
  /// @param forced the machines differ and the user forced the comparison
  public static String text(
      RunComparison runComparison, String nameA, String nameB, boolean forced) {
    StringBuilder text = new StringBuilder();
    if (forced) {
      text.append(
              "! The runs come from different machines: differences may be due to the machines.\n")
          .append("  ")
          .append(nameA)
          .append(": ")
          .append(runComparison.a().machine().title())
          .append('\n')
          .append("  ")
          .append(nameB)
          .append(": ")
          .append(runComparison.b().machine().title())
          .append("\n\n");
    }
    List<String> components =
        runComparison.rows().stream().map(row -> row.metric().component()).distinct().toList();
    for (String component : components) {
      TextTable table =
          new TextTable(
              component,
              "",
              label(nameA, runComparison.a()),
              label(nameB, runComparison.b()),
              "vs base",
              "");
      runComparison.rows().stream()
          .filter(row -> row.metric().component().equals(component))
          .forEach(row -> table.row(cells(row)));
      text.append(table).append('\n');
    }
    only(text, nameA, runComparison.onlyA());
    only(text, nameB, runComparison.onlyB());
    return text.append(summary(runComparison)).append('\n').toString();
  }

  private static String label(String name, BenchRun run) {
    return name + " (" + run.commit() + ")";
  }

  private static String[] cells(RunComparison.Row row) {
    MetricComparison comparison = row.comparison();
    Unit unit = row.metric().unit();
    return new String[] {
      row.metric().suite() + ", " + row.metric().label(),
      QuantityFormat.format(unit, comparison.a()) + around(comparison.a(), row.intervalA()),
      QuantityFormat.format(unit, comparison.b()) + around(comparison.b(), row.intervalB()),
      change(comparison),
      comparison.verdict() == ComparisonVerdict.UNTESTED
          ? ""
          : String.format(Locale.ROOT, "(p=%.3f)", comparison.p())
    };
  }

  /// " ± 3%": half of the confidence interval, the larger half if asymmetric.
  private static String around(double median, ConfidenceInterval interval) {
    if (median == 0) {
      return " ± 0%";
    }
    double half = Math.max(median - interval.low(), interval.high() - median) / median * 100;
    return String.format(Locale.ROOT, " ± %.0f%%", half);
  }

  private static String change(MetricComparison comparison) {
    boolean directed =
        switch (comparison.verdict()) {
          case BETTER, WORSE, UNTESTED -> true;
          case SAME, UNCERTAIN -> false;
        };
    return directed && Double.isFinite(comparison.ratio())
        ? String.format(
            Locale.ROOT, "%+.1f%% %s", (comparison.ratio() - 1) * 100, comparison.text())
        : comparison.text();
  }

  private static void only(StringBuilder text, String name, List<String> keys) {
    if (!keys.isEmpty()) {
      text.append("Only in ")
          .append(name)
          .append(": ")
          .append(String.join("; ", keys))
          .append("\n\n");
    }
  }

  static String summary(RunComparison runComparison) {
    if (runComparison.rows().isEmpty()) {
      return "The runs have no metric in common.";
    }
    int all = runComparison.rows().size();
    long same = runComparison.count(ComparisonVerdict.SAME);
    if (same == all) {
      return "No difference in any of " + all + " metrics.";
    }
    long better = runComparison.count(ComparisonVerdict.BETTER);
    long worse = runComparison.count(ComparisonVerdict.WORSE);
    long uncertain = runComparison.count(ComparisonVerdict.UNCERTAIN);
    long untested = runComparison.count(ComparisonVerdict.UNTESTED);
    StringBuilder text = new StringBuilder();
    VerdictLegend.lines(uncertain, untested).forEach(line -> text.append(line).append('\n'));
    return text.append(better + worse)
        .append(" of " + all + " metrics differ: " + better + " better, " + worse + " worse")
        .append(uncertain > 0 ? "; " + uncertain + " uncertain" : "")
        .append(untested > 0 ? "; " + untested + " not tested" : "")
        .append('.')
        .toString();
  }
}
