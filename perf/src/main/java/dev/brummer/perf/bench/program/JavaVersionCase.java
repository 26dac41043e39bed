package dev.brummer.perf.bench.program;

import dev.brummer.perf.program.JvmCommand;
import dev.brummer.perf.program.PipedProgram;
import dev.brummer.perf.program.ProgramStart;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Measures `java -version` of brummer's own runtime, from `exec` to its end: what a start of this
/// runtime takes without any program. The runtime has no archive of classes for it. A JDK has one
/// and takes about two thirds of that: 22 instead of 32 ms in 20 turns.
///
/// @param metric a start of the compared programs
record JavaVersionCase(Metric metric, int turns) implements ProgramCase {
  @Override
  public Variant variant() {
    return Variant.program("java -version");
  }

  @Override
  public List<Metric> metrics() {
    return List.of(metric);
  }

  @Override
  public Duration estimate() {
    return Duration.ofMillis(200);
  }

  @Override
  public Map<Metric, Double> measureOnce() throws IOException, InterruptedException {
    List<String> command = List.of(JvmCommand.executable(), "-version");
    ProgramStart start = new ProgramStart(Path.of("/"), Map.of(), command);
    try (PipedProgram running = PipedProgram.start(start, "")) {
      double nanos = running.awaitEnd() - running.awaitStart();
      return Map.of(metric, nanos);
    }
  }
}
