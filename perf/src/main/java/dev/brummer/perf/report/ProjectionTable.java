package dev.brummer.perf.report;

import dev.brummer.perf.model.ReferenceProjection;
import dev.brummer.perf.model.ReferenceProjections;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.stat.Quantiles;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Summary at the end of a run: the thirteen projections of the reference design beside the
/// measured values (S35 to S47).
final class ProjectionTable {
  static final List<String> HEADERS =
      List.of("", "", "reference", "target", "before", "now", "change", "verdict");

  private ProjectionTable() {}

  /// One projection.
  ///
  /// @param before measured value of the replaced design in the projection's unit; null if not
  ///   measured
  /// @param now measured value of the product; null if not measured
  record Row(ReferenceProjection projection, @Nullable Double before, @Nullable Double now) {
    List<String> cells() {
      return List.of(
          projection.component() + " " + projection.metric(),
          projection.unit(),
          QuantityFormat.formatNumber(projection.current()),
          QuantityFormat.formatNumber(projection.projected()),
          figure(before),
          figure(now),
          change(),
          verdict());
    }

    private static String figure(@Nullable Double value) {
      return value == null ? "" : QuantityFormat.formatNumber(value);
    }

    /// Change from before to now as a factor, "better" or "worse".
    String change() {
      Double was = before;
      Double is = now;
      if (was == null || is == null) {
        return "";
      }
      if (was.equals(is)) {
        return "none";
      }
      boolean better = projection.direction() == MetricDirection.LOWER ? is < was : is > was;
      double times = is < was ? was / is : is / was;
      return Double.isInfinite(times)
          ? (better ? "better: none left" : "worse: from none")
          : QuantityFormat.formatRatio(times) + (better ? " better" : " worse");
    }

    String verdict() {
      Double is = now;
      if (is == null) {
        return "not measured";
      }
      if (projection.isReached(is)) {
        return "reached";
      }
      return "missed";
    }

    boolean isReached() {
      return now != null && projection.isReached(now);
    }
  }

  static List<Row> rows(BenchRun run) {
    return ReferenceProjections.all().stream()
        .map(one -> new Row(one, measured(run, one, "before"), measured(run, one, "now")))
        .toList();
  }

  private static @Nullable Double measured(
      BenchRun run, ReferenceProjection projection, String variant) {
    List<Double> samples = run.samples(projection.metricKey(), variant);
    return samples.isEmpty() ? null : (Double) (Quantiles.median(samples) * projection.factor());
  }

  /// "11 of 13 reached, 1 missed, 1 not measured".
  static String summary(List<Row> rows) {
    long measured = rows.stream().filter(row -> row.now() != null).count();
    long reached = rows.stream().filter(Row::isReached).count();
    String rest =
        measured == rows.size() ? "" : ", %d not measured".formatted(rows.size() - measured);
    return String.format(
        Locale.ROOT,
        "%d of %d reached, %d missed%s",
        reached,
        rows.size(),
        measured - reached,
        rest);
  }

  /// Omits metrics that were not selected; shows those that an interrupted run did not reach.
  static String text(BenchRun run) {
    List<Row> rows = rows(run);
    List<Row> shown = rows.stream().filter(row -> row.now() != null || !run.finished()).toList();
    if (shown.isEmpty()) {
      return "";
    }
    TextTable table =
        new TextTable(
            "Projections of the reference design: " + summary(rows),
            HEADERS.toArray(String[]::new));
    shown.forEach(row -> table.row(row.cells().toArray(String[]::new)));
    return table.toString();
  }
}
