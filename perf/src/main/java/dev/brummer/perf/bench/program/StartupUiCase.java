package dev.brummer.perf.bench.program;

import dev.brummer.perf.program.ComparedProgram;
import dev.brummer.perf.program.InstalledPrograms;
import dev.brummer.perf.program.PtyHost;
import dev.brummer.perf.program.SampleProject;
import dev.brummer.perf.program.Workload;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Variant;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Measures the time from `exec` to the first line of a child and to the list of all processes on a
/// 200x50 terminal.
record StartupUiCase(ComparedProgram program, InstalledPrograms installed, int turns)
    implements ProgramCase {
  @Override
  public Variant variant() {
    return program.variant();
  }

  @Override
  public List<Metric> metrics() {
    return List.of(StartupMetrics.SHOWN_LINE, StartupMetrics.LIST);
  }

  @Override
  public Duration estimate() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Map<Metric, Double> measureOnce() throws IOException, InterruptedException {
    try (SampleProject project = SampleProject.of(0, StartupMetrics.PACKAGES);
        PtyHost host = program.startOnTerminal(project, installed)) {
      List<Long> times =
          host.awaitEach(
              "the first line and the list",
              List.of(
                  screen -> screen.contains(Workload.READY),
                  screen -> program.showsAllProcesses(screen, project)));
      double line = times.get(0) - host.startedNanos();
      double list = times.get(1) - host.startedNanos();
      return Map.of(StartupMetrics.SHOWN_LINE, line, StartupMetrics.LIST, list);
    }
  }
}
