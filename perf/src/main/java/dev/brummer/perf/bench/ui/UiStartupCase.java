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

/// From `exec` to the first picture with all processes in the list. A shot is a start on a terminal
/// of 200x50 in a project of four quiet packages.
record UiStartupCase(ComparedProgram program, Variant variant) implements BenchCase {
  private static final Metric TIME =
      Metric.time("startup.ui", "exec to the list of processes", ReferenceFigure.NONE);
  private static final long ABOUT_MILLIS = 1000;
  private static final int LEAST = 3;
  private static final int PACKAGES = 4;

  @Override
  public List<Metric> metrics() {
    return List.of(TIME);
  }

  @Override
  public Duration atLeast() {
    return Duration.ofMillis(ABOUT_MILLIS * (LEAST + 1));
  }

  @Override
  public Outcome measure(IterationPlan effort) {
    int shots = Math.clamp(effort.total().toMillis() / ABOUT_MILLIS, LEAST, 20);
    List<Double> samples = new ArrayList<>();
    for (int i = 0; i <= shots; i++) {
      double nanos = ExternalMeasurement.measured(this::start);
      if (i > 0) {
        samples.add(nanos);
      }
    }
    return new Outcome(Map.of(TIME, samples), "");
  }

  private double start() throws IOException, InterruptedException {
    try (SampleProject project = SampleProject.of(0, PACKAGES);
        PtyHost host = program.start(project)) {
      long filled = host.await("the list", picture -> program.filled(picture, project));
      return filled - host.startedNanos();
    }
  }
}
