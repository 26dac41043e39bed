package dev.brummer.perf.load;

import dev.brummer.perf.report.Plot;
import dev.brummer.perf.report.Plot.Axis;
import dev.brummer.perf.report.Plot.Point;
import dev.brummer.perf.report.Plot.Series;
import dev.brummer.perf.report.Plot.Style;
import dev.brummer.perf.report.ReportSection;
import dev.brummer.perf.result.Unit;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Formats the load test as a section of the HTML report: heap and collections over time, latencies
/// and verdicts.
final class LoadReportSection {
  private static final double NANOS = 1e6;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

  private LoadReportSection() {}

  static ReportSection of(LoadResult result, Instant at) {
    List<LoadSample> samples = result.samples();
    Axis time = Axis.linear("seconds", Unit.COUNT);
    Plot heap =
        new Plot(
            "Memory over the load test",
            time,
            Axis.linear("memory", Unit.BYTES),
            false,
            List.of(
                line("heap in use", Style.PRODUCT, samples, LoadSample::heapBytes, 1),
                line(
                    "heap after a collection",
                    Style.ALTERNATIVE,
                    samples,
                    LoadSample::afterGcBytes,
                    1),
                line("resident", Style.BASELINE, samples, LoadSample::residentBytes, 1)));
    Plot pauses =
        new Plot(
            "GC pauses per second",
            time,
            Axis.linear("pause", Unit.NANOS),
            false,
            List.of(line("paused", Style.PRODUCT, samples, LoadSample::gcMillis, NANOS)));
    Plot latencies =
        new Plot(
            "Latency p95 over the load test",
            time,
            Axis.logarithmic("latency", Unit.NANOS),
            false,
            List.of(
                line("an event", Style.PRODUCT, samples, LoadSample::eventP95, NANOS),
                line(
                    "a page through the proxy",
                    Style.ALTERNATIVE,
                    samples,
                    LoadSample::requestP95,
                    NANOS)));
    Plot lines =
        new Plot(
            "Log lines per second",
            time,
            Axis.linear("lines", Unit.PER_SECOND),
            false,
            List.of(line("all processes", Style.PRODUCT, samples, LoadSample::lines, 1)));
    return new ReportSection(
        "Load test",
        "Recorded %s: 8 processes, 200 lines, 50 events, 80 status checks and 25 pages a second for %d s; %s."
            .formatted(
                TIME.format(at),
                Math.round(result.seconds()),
                result.isSuccessful()
                    ? "no metric degraded"
                    : "a metric degraded or a check failed"),
        List.of(heap, pauses, latencies, lines),
        List.of("metric", "previous window", "last window", "change", "significance", "verdict"),
        result.verdicts().stream()
            .map(verdict -> cells(verdict, result.settings().window()))
            .toList());
  }

  private static List<String> cells(TrendVerdict verdict, int window) {
    if (verdict.outcome() == TrendVerdict.Outcome.INSUFFICIENT) {
      return List.of(verdict.metric().metric(), "", "", "", "", verdict.description(window));
    }
    return List.of(
        verdict.metric().metric(),
        verdict.metric().format(verdict.before()),
        verdict.metric().format(verdict.now()),
        Double.isInfinite(verdict.change())
            ? "from 0"
            : String.format(Locale.ROOT, "%+.1f %%", verdict.change() * 100),
        String.format(Locale.ROOT, "%.3f", verdict.significance()),
        verdict.description(window));
  }

  private static Series line(
      String name,
      Style style,
      List<LoadSample> samples,
      ToDoubleFunction<LoadSample> value,
      double factor) {
    return new Series(
        name,
        style,
        samples.stream()
            .map(sample -> new Point(sample.seconds(), value.applyAsDouble(sample) * factor))
            .filter(point -> Double.isFinite(point.y()))
            .toList());
  }
}
