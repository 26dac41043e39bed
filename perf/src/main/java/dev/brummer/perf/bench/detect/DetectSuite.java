package dev.brummer.perf.bench.detect;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.JmhCase;
import dev.brummer.perf.suite.Suite;
import dev.brummer.perf.suite.SuiteOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `detect.line`: cost of a line that passes all detectors, next to the cost of storing it alone.
/// Not part of quick runs.
public final class DetectSuite implements Suite {
  private static final String NAME = "detect.line";

  /// Estimated duration of an invocation.
  private static final Duration SHOT_ESTIMATE = Duration.ofMillis(150);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String question() {
    return "What do the detectors cost per line?";
  }

  @Override
  public List<JmhCase> cases(SuiteOptions options) {
    List<JmhCase> cases = new ArrayList<>();
    if (!options.quick()) {
      for (DetectBenchmark.Workload workload : DetectBenchmark.Workload.values()) {
        cases.add(detect(workload));
      }
    }
    return cases;
  }

  private static JmhCase detect(DetectBenchmark.Workload workload) {
    String row =
        switch (workload) {
          case NONE -> "a server's log, no detectors";
          case SERVER -> "a server's log";
          case ERRORS -> "a server's log, an error in 1,000 lines";
        };
    Metric cpu =
        new Metric(NAME, row, "cpu", Unit.NANOS, MetricDirection.LOWER, ReferenceFigure.NONE);
    return JmhCase.of(DetectBenchmark.class, "detect", Variant.PRODUCT, workload.name())
        .singleShot(SHOT_ESTIMATE)
        .weight(0.5)
        .time(Metric.time(NAME, row, ReferenceFigure.NONE), DetectBenchmark.LINES)
        .counter(cpu, "cpu");
  }
}
