package dev.brummer.perf.bench.program;

import dev.brummer.perf.program.ComparedProgram;
import dev.brummer.perf.program.InstalledPrograms;
import dev.brummer.perf.program.PipedProgram;
import dev.brummer.perf.program.SampleProject;
import dev.brummer.perf.program.Workload;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Variant;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Measures the time from `exec` to the first line of a child in the pipe that is the program's
/// standard output.
record StartupLineCase(ComparedProgram program, InstalledPrograms installed, int turns)
    implements ProgramCase {
  @Override
  public Variant variant() {
    return program.variant();
  }

  @Override
  public List<Metric> metrics() {
    return List.of(StartupMetrics.PIPED_LINE);
  }

  @Override
  public Duration estimate() {
    return Duration.ofMillis(700);
  }

  @Override
  public Map<Metric, Double> measureOnce() throws IOException, InterruptedException {
    try (SampleProject project = SampleProject.of(0, StartupMetrics.PACKAGES);
        PipedProgram running = program.startPiped(project, installed, Workload.READY)) {
      double nanos = running.awaitText() - running.awaitStart();
      return Map.of(StartupMetrics.PIPED_LINE, nanos);
    }
  }
}
