package dev.brummer.perf.report;

import dev.brummer.perf.model.ReferenceProjection;
import dev.brummer.perf.model.ReferenceProjections;
import dev.brummer.perf.report.Plot.Axis;
import dev.brummer.perf.report.Plot.Point;
import dev.brummer.perf.report.Plot.Series;
import dev.brummer.perf.report.Plot.Style;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Unit;
import java.util.ArrayList;
import java.util.List;

/// Plots the product's medians over all runs with the same plan on one machine.
final class HistoryPlots {
  private static final int MAX_RUNS = 12;
  private static final int COMMIT_LENGTH = 7;
  private static final List<String> SHOWN = List.of("S36", "S37", "S39", "S42", "S45", "S46");

  private HistoryPlots() {}

  /// Empty if there are fewer than two runs.
  static List<Plot> of(List<RunHistory.Entry> entries, BenchRun run) {
    List<RunHistory.Entry> alike =
        entries.stream().filter(e -> e.plan().equals(run.plan())).toList();
    List<Plot> plots = new ArrayList<>();
    for (ReferenceProjection projection : ReferenceProjections.all()) {
      List<RunHistory.Entry> with =
          alike.stream().filter(entry -> entry.now().containsKey(projection.metricKey())).toList();
      if (SHOWN.contains(projection.source()) && with.size() >= 2) {
        plots.add(
            plot(with.subList(Math.max(0, with.size() - MAX_RUNS), with.size()), projection, run));
      }
    }
    return plots;
  }

  private static Plot plot(
      List<RunHistory.Entry> entries, ReferenceProjection projection, BenchRun run) {
    List<Point> points = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      points.add(new Point(i, entries.get(i).now().getOrDefault(projection.metricKey(), 0.0)));
      String commit = entries.get(i).commit();
      names.add(commit.substring(0, Math.min(COMMIT_LENGTH, commit.length())));
    }
    Metric metric =
        run.metrics().stream()
            .filter(m -> m.key().equals(projection.metricKey()))
            .findFirst()
            .orElse(null);
    return new Plot(
        projection.component() + " " + projection.metric(),
        Axis.named("commit, oldest run first", names),
        Axis.linear(projection.metric(), metric == null ? Unit.COUNT : metric.unit()),
        false,
        List.of(new Series("now: brummer", Style.PRODUCT, points)));
  }
}
