package dev.brummer.perf.load;

import dev.brummer.perf.report.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Formats the result as text.
final class LoadTextReport {
  private LoadTextReport() {}

  static String of(LoadResult result) {
    StringBuilder text = new StringBuilder();
    text.append(rates(result)).append('\n');
    text.append(trends(result)).append('\n');
    for (LoadChecks.Check check : result.checks()) {
      text.append(check.passed() ? "✓ " : "✗ ")
          .append(check.description())
          .append(" (")
          .append(check.detail())
          .append(")\n");
    }
    return text.append('\n').append(verdict(result)).append('\n').toString();
  }

  private static TextTable rates(LoadResult result) {
    TextTable table =
        new TextTable(
            String.format(
                Locale.ROOT,
                "Load for %.1f s%s on %s",
                result.seconds(),
                result.finished() ? "" : " (interrupted)",
                result.machine().title()),
            "latency from due time",
            "target",
            "achieved",
            "p50",
            "p95",
            "p99",
            "max",
            "count");
    for (RateResult rate : result.rates()) {
      table.row(
          rate.name(),
          String.format(Locale.ROOT, "%.0f/s", rate.target()),
          String.format(Locale.ROOT, "%.1f/s", rate.achieved()),
          millis(rate.millis(50)),
          millis(rate.millis(95)),
          millis(rate.millis(99)),
          millis(rate.millis(100)),
          String.format(Locale.ROOT, "%,d", rate.completed()));
    }
    return table;
  }

  private static TextTable trends(LoadResult result) {
    TextTable table =
        new TextTable(
            String.format(
                Locale.ROOT,
                "Trend: last %d samples and previous %d, one every %d ms",
                result.settings().window(),
                result.settings().window(),
                result.settings().interval().toMillis()),
            "metric",
            "previous window",
            "last window",
            "trend",
            "significance",
            "verdict");
    for (TrendVerdict verdict : result.verdicts()) {
      boolean known = verdict.outcome() != TrendVerdict.Outcome.INSUFFICIENT;
      table.row(
          verdict.metric().metric(),
          known ? verdict.metric().format(verdict.before()) : "",
          known ? verdict.metric().format(verdict.now()) : "",
          known ? percent(verdict.change()) : "",
          known ? String.format(Locale.ROOT, "%.3f", verdict.significance()) : "",
          verdict.description(result.settings().window()));
    }
    return table.alignLastColumnLeft();
  }

  private static String percent(double change) {
    return Double.isInfinite(change)
        ? "from 0"
        : String.format(Locale.ROOT, "%+.1f %%", change * 100);
  }

  static String millis(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f ms" : "%.0f ms", value);
  }

  private static String verdict(LoadResult result) {
    String worse = names(result, TrendVerdict.Outcome.WORSE);
    String unknown = names(result, TrendVerdict.Outcome.INSUFFICIENT);
    long failed = result.checks().stream().filter(check -> !check.passed()).count();
    if (!worse.isEmpty()) {
      return "Degraded under load: " + worse;
    }
    if (failed > 0) {
      return "No metric degraded, but " + failed + " of the checks above failed";
    }
    return unknown.isEmpty()
        ? "No metric degraded under load"
        : "No degradation detected, but some metrics have insufficient data";
  }

  private static String names(LoadResult result, TrendVerdict.Outcome outcome) {
    List<TrendVerdict> all = result.verdicts();
    return all.stream()
        .filter(verdict -> verdict.outcome() == outcome)
        .map(verdict -> verdict.metric().metric())
        .collect(Collectors.joining(", "));
  }
}
