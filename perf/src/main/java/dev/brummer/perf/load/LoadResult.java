package dev.brummer.perf.load;

import dev.brummer.perf.monitor.PerformanceMonitor;
import dev.brummer.perf.monitor.Trend;
import dev.brummer.perf.result.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the load test gave.
public final class LoadResult {
  private static final String OTHER_CORES = "others_cores";

  private final LoadPlan plan;
  private final boolean finished;
  private final double seconds;
  private final Machine machine = Machine.current();
  private final List<LoadSample> samples;
  private final LoadChecks checks;
  private final List<TrendVerdict> verdicts;

  /// @param finished false if it was interrupted
  /// @param seconds that the load went on
  LoadResult(
      LoadPlan plan,
      boolean finished,
      double seconds,
      List<LoadSample> samples,
      LoadChecks checks) {
    this.plan = plan;
    this.finished = finished;
    this.seconds = seconds;
    this.samples = List.copyOf(samples);
    this.checks = checks;
    this.verdicts = verdictsOf(samples, plan.window());
  }

  /// The trend of each metric between the last two windows.
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

  /// Of a window.
  ///
  /// @param back 1 for the last, 2 for the one before
  private static double mean(PerformanceMonitor monitor, String metric, int window, int back) {
    List<Double> values = monitor.values(metric);
    int from = Math.max(0, values.size() - back * window);
    int to = Math.max(from, values.size() - (back - 1) * window);
    return values.subList(from, to).stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /// Whether nothing got worse and all that was promised was kept.
  public boolean isSuccessful() {
    return verdicts.stream().noneMatch(TrendVerdict::isFailure)
        && checks.all().stream().allMatch(LoadChecks.Check::passed);
  }

  /// For a terminal.
  public String text() {
    return LoadReport.of(this);
  }

  /// For programs.
  public String json() {
    return LoadJson.of(this);
  }

  LoadPlan plan() {
    return plan;
  }

  boolean finished() {
    return finished;
  }

  double seconds() {
    return seconds;
  }

  /// Leaves it for the page of the next run of `brummer bench`, unless it was interrupted.
  ///
  /// @param runs the directory of the runs, or the folder of one
  public void writeSection(Path runs) throws IOException {
    if (finished) {
      LoadSection.of(this, Instant.now()).write(runs, "load");
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
