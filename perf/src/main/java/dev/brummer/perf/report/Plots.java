package dev.brummer.perf.report;

import dev.brummer.perf.report.Plot.Axis;
import dev.brummer.perf.report.Plot.Point;
import dev.brummer.perf.report.Plot.Series;
import dev.brummer.perf.report.Plot.Style;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.stat.PowerLaw;
import dev.brummer.perf.stat.Quantiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/// The plots of a run.
final class Plots {
  private static final List<String> PERCENTILES =
      List.of("p50", "p75", "p90", "p95", "p99", "p99.9", "max");

  private Plots() {}

  static List<Plot> of(BenchRun run) {
    List<Plot> plots = new ArrayList<>();
    plots.add(publishers(run));
    plots.add(distribution(run, "265 events/s"));
    plots.add(distribution(run, "2,650 events/s"));
    plots.add(
        byRow(
            run,
            "eventbus.scenario",
            "throughput",
            "Events a second until the last handler has run, each working 10 µs",
            Function.identity()));
    plots.add(
        byRow(run, "log.search", "time", "Time of a search, by hit rate", Plots::shortSearch));
    plots.add(
        byRow(
            run,
            "proxy.inject",
            "time",
            "Time to put the script into a page",
            Function.identity()));
    return plots;
  }

  /// S4: latency against number of publishers, both axes logarithmic.
  private static Plot publishers(BenchRun run) {
    List<Metric> metrics = metrics(run, "eventbus.publish", "time");
    List<Series> series = new ArrayList<>();
    List<Point> reference = new ArrayList<>();
    for (Metric metric : metrics) {
      Double baseline = metric.reference().baseline();
      if (baseline != null) {
        reference.add(new Point(number(metric.row()), baseline));
      }
    }
    series.add(new Series("reference" + growth(reference), Style.REFERENCE, reference));
    for (Variant variant : variants(run, metrics)) {
      List<Point> points = new ArrayList<>();
      for (Metric metric : metrics) {
        List<Double> samples = run.samples(metric.key(), variant.key());
        if (!samples.isEmpty()) {
          points.add(new Point(number(metric.row()), Quantiles.median(samples)));
        }
      }
      series.add(new Series(name(variant) + growth(points), style(variant), points));
    }
    return new Plot(
        "Time of an event against publishers, until the last of 3 handlers",
        Axis.logarithmic("publishing threads", Unit.COUNT),
        Axis.logarithmic("time an event", Unit.NANOS),
        false,
        series);
  }

  /// ", grows as n^0.97": fitted exponent over the number of publishers.
  private static String growth(List<Point> points) {
    if (points.size() < 3) {
      return "";
    }
    double[] x = points.stream().mapToDouble(Point::x).toArray();
    double[] y = points.stream().mapToDouble(Point::y).toArray();
    return String.format(Locale.ROOT, ", grows as n^%.2f", PowerLaw.fit(x, y).exponent());
  }

  private static Plot distribution(BenchRun run, String row) {
    List<Series> series = new ArrayList<>();
    List<Metric> metrics =
        run.metrics().stream()
            .filter(m -> m.suite().equals("eventbus.handlers") && m.row().equals(row))
            .filter(m -> PERCENTILES.contains(m.quantity()))
            .toList();
    for (Variant variant : variants(run, metrics)) {
      List<Point> points = new ArrayList<>();
      for (Metric metric : metrics) {
        List<Double> samples = run.samples(metric.key(), variant.key());
        if (!samples.isEmpty()) {
          points.add(new Point(PERCENTILES.indexOf(metric.quantity()), Quantiles.median(samples)));
        }
      }
      series.add(new Series(name(variant), style(variant), points));
    }
    for (Metric metric : metrics) {
      Double baseline = metric.reference().baseline();
      Double target = metric.reference().projection();
      if (baseline != null && target != null) {
        int place = PERCENTILES.indexOf(metric.quantity());
        series.add(
            new Series(
                "reference and target",
                Style.REFERENCE,
                List.of(new Point(place, baseline), new Point(place, target))));
      }
    }
    return new Plot(
        "Latency at " + row + ", from when an event is due until the UI has it",
        Axis.named("share of the events that were faster", PERCENTILES),
        Axis.logarithmic("latency", Unit.NANOS),
        false,
        series);
  }

  private static Plot byRow(
      BenchRun run,
      String suite,
      String quantity,
      String title,
      Function<String, String> shortened) {
    List<Metric> metrics = metrics(run, suite, quantity);
    List<Series> series = new ArrayList<>();
    for (Variant variant : variants(run, metrics)) {
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < metrics.size(); i++) {
        List<Double> samples = run.samples(metrics.get(i).key(), variant.key());
        if (!samples.isEmpty()) {
          points.add(new Point(i, Quantiles.median(samples)));
        }
      }
      series.add(new Series(name(variant), style(variant), points));
    }
    Unit unit = metrics.isEmpty() ? Unit.NANOS : metrics.getFirst().unit();
    return new Plot(
        title,
        Axis.named("", metrics.stream().map(Metric::row).map(shortened).toList()),
        Axis.logarithmic(quantity, unit),
        true,
        series);
  }

  private static String shortSearch(String row) {
    return row.replace("1,000,000 lines, ", "1M ")
        .replace("10,000 lines, ", "10k ")
        .replace("regex", "re")
        .replace(", ", "\n");
  }

  private static List<Metric> metrics(BenchRun run, String suite, String quantity) {
    return run.metrics().stream()
        .filter(m -> m.suite().equals(suite) && m.quantity().equals(quantity))
        .toList();
  }

  /// Variants of the metrics, each once, in order of measurement.
  private static List<Variant> variants(BenchRun run, List<Metric> metrics) {
    Set<String> keys = new LinkedHashSet<>();
    List<Variant> all = new ArrayList<>();
    for (Metric metric : metrics) {
      for (Variant variant : run.variants(metric)) {
        if (keys.add(variant.key())) {
          all.add(variant);
        }
      }
    }
    return all;
  }

  private static String name(Variant variant) {
    return switch (variant.role()) {
      case PRODUCT -> "now: brummer";
      case BASELINE -> "before: " + variant.title();
      case ALTERNATIVE, PROGRAM -> variant.title();
    };
  }

  private static Style style(Variant variant) {
    return switch (variant.role()) {
      case PRODUCT -> Style.PRODUCT;
      case BASELINE -> Style.BASELINE;
      case ALTERNATIVE, PROGRAM -> Style.ALTERNATIVE;
    };
  }

  /// Leading number of a row's name.
  private static double number(String row) {
    return Double.parseDouble(row.substring(0, row.indexOf(' ')).replace(",", ""));
  }
}
