package dev.brummer.perf.bench.program;

import dev.brummer.perf.program.JvmCommand;
import dev.brummer.perf.program.PipedProgram;
import dev.brummer.perf.program.ProgramStart;
import dev.brummer.perf.program.ProgramUsage;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Measures a JVM with default options whose program sleeps.
record IdleJvmCase(IdleWindow window) implements IdleProgramCase {
  @Override
  public Variant variant() {
    return Variant.program("bare JVM");
  }

  @Override
  public List<Metric> metrics() {
    return IdleMetrics.of("idle.plain");
  }

  @Override
  public Map<Metric, Double> measureOnce() throws IOException, InterruptedException {
    List<String> command = JvmCommand.of(List.of(), SleepingProgram.class);
    ProgramStart start = new ProgramStart(Path.of("/"), Map.of(), command);
    try (PipedProgram running = PipedProgram.start(start, "")) {
      window.settle(running.awaitStart());
      ProgramUsage before = running.tree().ownUsage();
      window.pass();
      return IdleMetrics.values("idle.plain", before, running.tree().ownUsage());
    }
  }
}
