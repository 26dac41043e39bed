package dev.brummer.perf.bench.ui;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.BenchCase;
import dev.brummer.perf.suite.IterationPlan;
import dev.brummer.perf.terminal.ComparedProgram;
import dev.brummer.perf.terminal.PtyHost;
import dev.brummer.perf.terminal.SampleProject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Measures the time from `exec` to a screen that lists all processes. An iteration is one start on
/// a 200x50 terminal, in a project of four quiet packages.
record UiStartupCase(ComparedProgram program, Variant variant) implements BenchCase {
  private static final Metric TIME =
      Metric.time("startup.ui", "exec to the list of processes", ReferenceFigure.NONE);
  private static final long ESTIMATED_MILLIS = 1000;
  private static final int MIN_STARTS = 3;
  private static final int PACKAGES = 4;

  @Override
  public List<Metric> metrics() {
    return List.of(TIME);
  }

  @Override
  public Duration minDuration() {
    return Duration.ofMillis(ESTIMATED_MILLIS * (MIN_STARTS + 1));
  }

  @Override
  public CaseResult measure(IterationPlan iterationPlan) {
    int starts = Math.clamp(iterationPlan.total().toMillis() / ESTIMATED_MILLIS, MIN_STARTS, 20);
    List<Double> samples = new ArrayList<>();
    for (int i = 0; i <= starts; i++) {
      double nanos = ExternalMeasurement.measure(this::start);
      if (i > 0) {
        samples.add(nanos);
      }
    }
    return new CaseResult(Map.of(TIME, samples), "");
  }

  private double start() throws IOException, InterruptedException {
    try (SampleProject project = SampleProject.of(0, PACKAGES);
        PtyHost host = program.start(project)) {
      long complete = host.await("the list", screen -> program.showsAllProcesses(screen, project));
      return complete - host.startedNanos();
    }
  }
}
