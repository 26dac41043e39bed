package dev.brummer.perf.bench.program;

import dev.brummer.perf.program.ComparedProgram;
import dev.brummer.perf.program.InstalledPrograms;
import dev.brummer.perf.program.PipedProgram;
import dev.brummer.perf.program.ProgramUsage;
import dev.brummer.perf.program.PtyHost;
import dev.brummer.perf.program.SampleProject;
import dev.brummer.perf.program.Workload;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Variant;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measures the own processes of a program with three silent children: CPU time, voluntary context
/// switches and resident memory; with a UI also the writes to the terminal.
record IdleCase(ComparedProgram program, boolean ui, InstalledPrograms installed, IdleWindow window)
    implements IdleProgramCase {
  private static final int CHILDREN = 3;

  @Override
  public Variant variant() {
    return program.variant();
  }

  @Override
  public List<Metric> metrics() {
    return ui ? IdleMetrics.withWrites("idle.ui") : IdleMetrics.of("idle.plain");
  }

  @Override
  public Map<Metric, Double> measureOnce() throws IOException, InterruptedException {
    return ui ? measureOnTerminal() : measurePiped();
  }

  private Map<Metric, Double> measurePiped() throws IOException, InterruptedException {
    try (SampleProject project = SampleProject.of(0, CHILDREN);
        PipedProgram running = program.startPiped(project, installed, Workload.READY)) {
      long start = running.awaitStart();
      running.awaitText();
      window.settle(start);
      ProgramUsage before = running.tree().ownUsage();
      window.pass();
      return IdleMetrics.values("idle.plain", before, running.tree().ownUsage());
    }
  }

  private Map<Metric, Double> measureOnTerminal() throws IOException, InterruptedException {
    try (SampleProject project = SampleProject.of(0, CHILDREN);
        PtyHost host = program.startOnTerminal(project, installed)) {
      host.await("the list", screen -> program.showsAllProcesses(screen, project));
      window.settle(host.startedNanos());
      ProgramUsage before = host.tree().ownUsage();
      long writes = host.writes();
      window.pass();
      ProgramUsage after = host.tree().ownUsage();
      Map<Metric, Double> values =
          new LinkedHashMap<>(IdleMetrics.values("idle.ui", before, after));
      values.put(IdleMetrics.writes("idle.ui"), window.perMinute(host.writes() - writes));
      return values;
    }
  }
}
