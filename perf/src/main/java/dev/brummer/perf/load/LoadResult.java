package dev.brummer.perf.load;

import dev.brummer.perf.monitor.PerformanceMonitor;
import dev.brummer.perf.monitor.Trend;
import dev.brummer.perf.result.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Result of a load test.
public final class LoadResult {
  private static final String OTHER_CORES = "others_cores";

  private final LoadTestSettings settings;
  private final boolean finished;
  private final double seconds;
  private final Machine machine = Machine.current();
  private final List<LoadSample> samples;
  private final LoadChecks checks;
  private final List<TrendVerdict> verdicts;

  /// @param finished false if interrupted
  /// @param seconds duration of the load
  LoadResult(
      LoadTestSettings plan,
      boolean finished,
      double seconds,
      List<LoadSample> samples,
      LoadChecks checks) {
    this.settings = plan;
    this.finished = finished;
    this.seconds = seconds;
    this.samples = List.copyOf(samples);
    this.checks = checks;
    this.verdicts = verdictsOf(samples, plan.window());
  }

  /// Computes the trend of each metric between the last two windows.
  static List<TrendVerdict> verdictsOf(List<LoadSample> samples, int window) {
    PerformanceMonitor monitor = new PerformanceMonitor();
    for (LoadSample sample : samples) {
      for (MonitoredMetric metric : MonitoredMetric.values()) {
        double value = metric.valueIn(sample);
        if (!Double.isNaN(value)) {
          monitor.record(metric.metric(), value);
        }
      }
      monitor.record(OTHER_CORES, sample.otherCores());
    }
    List<TrendVerdict> all = new ArrayList<>();
    for (MonitoredMetric metric : MonitoredMetric.values()) {
      all.add(
          switch (monitor.trend(metric.metric(), window)) {
            case Trend.InsufficientData few -> TrendVerdict.insufficient(metric, few.values());
            case Trend.Change trend ->
                TrendVerdict.of(
                    metric,
                    monitor.values(metric.metric()).size(),
                    mean(monitor, metric.metric(), window, 2),
                    mean(monitor, metric.metric(), window, 1),
                    trend.change(),
                    trend.significance(),
                    mean(monitor, OTHER_CORES, window, 1) - mean(monitor, OTHER_CORES, window, 2));
          });
    }
    return all;
  }

  /// Returns the mean of a window.
  ///
  /// @param back 1 for the last window, 2 for the previous one
  private static double mean(PerformanceMonitor monitor, String metric, int window, int back) {
    List<Double> values = monitor.values(metric);
    int from = Math.max(0, values.size() - back * window);
    int to = Math.max(from, values.size() - (back - 1) * window);
    return values.subList(from, to).stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /// Returns whether all checks passed and no metric degraded.
  public boolean isSuccessful() {
    return verdicts.stream().noneMatch(TrendVerdict::isFailure)
        && checks.all().stream().allMatch(LoadChecks.Check::passed);
  }

  /// Returns the report for a terminal.
  public String text() {
    return LoadTextReport.of(this);
  }

  /// Returns the JSON report.
  public String json() {
    return LoadJsonReport.of(this);
  }

  LoadTestSettings settings() {
    return settings;
  }

  boolean finished() {
    return finished;
  }

  double seconds() {
    return seconds;
  }

  /// Writes a section for the next HTML report of `brummer bench`, unless the test was interrupted.
  ///
  /// @param runs directory of all runs, or of one run
  public void writeSection(Path runs) throws IOException {
    if (finished) {
      LoadReportSection.of(this, Instant.now()).write(runs, "load");
    }
  }

  Machine machine() {
    return machine;
  }

  List<LoadSample> samples() {
    return samples;
  }

  List<RateResult> rates() {
    return checks.rates();
  }

  List<LoadChecks.Check> checks() {
    return checks.all();
  }

  List<TrendVerdict> verdicts() {
    return verdicts;
  }
}
