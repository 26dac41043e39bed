package dev.brummer.perf.bench.detect;

import com.sun.management.OperatingSystemMXBean;
import dev.brummer.engine.detect.Detectors;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Measures the cost of a line from a chunk of output until all detectors have read it. The CPU
/// time includes assembling and storing; the design `NONE` measures these alone. An invocation
/// handles [#LINES] lines; divide the score by that number.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DetectBenchmark {
  /// Lines per invocation.
  static final int LINES = 100_000;

  private static final int CHUNK_BYTES = 1 << 14;
  private static final int LINES_PER_ERROR = 1_000;
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(1);

  /// Output to detect in.
  public enum Workload {
    /// Without detectors.
    NONE,
    /// The log of a server under load.
    SERVER,
    /// The same with an error in 1,000 lines.
    ERRORS
  }

  @Param({"NONE", "SERVER", "ERRORS"})
  public String design;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final EventBus bus = new EventBus();
  private final LogStore logs = LogStore.open(LogSettings.of(null));
  private final LineAssembler assembler = new LineAssembler();
  private final LineBatch batch = new LineBatch();
  private byte[] output = {};
  private @Nullable Detectors detectors;

  /// Secondary results of an iteration.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class CpuCounters {
    /// Nanoseconds of CPU time per line.
    public double cpu;
  }

  @Setup(Level.Trial)
  public void open() {
    Workload workload = Workload.valueOf(design);
    output = output(workload);
    if (workload != Workload.NONE) {
      detectors = new Detectors(bus, logs);
    }
  }

  private static byte[] output(Workload workload) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      boolean error = workload == Workload.ERRORS && i % LINES_PER_ERROR == LINES_PER_ERROR - 1;
      text.append(
          error
              ? "TypeError: Cannot read properties of undefined\n    at run (/app/a.js:3:4)\n"
              : "12:04:" + i % 60 + " GET /api/articles/" + i * 31 % 9973 + " 200 in 12 ms\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @TearDown(Level.Trial)
  public void close() {
    if (detectors != null) {
      detectors.close();
    }
    bus.close();
    logs.close();
  }

  @Benchmark
  public long detect(CpuCounters result) {
    long cpuNanos = system.getProcessCpuTime();
    for (int from = 0; from < output.length; from += CHUNK_BYTES) {
      assembler.feed(output, from, Math.min(CHUNK_BYTES, output.length - from), batch);
      long first = logs.append(1, LogSource.PTY, batch);
      bus.publish(new Event.LogLine(1, first, batch.count(), 0));
    }
    if (!bus.awaitIdle(IDLE_TIMEOUT)) {
      throw new IllegalStateException("not handled within " + IDLE_TIMEOUT);
    }
    result.cpu = (double) (system.getProcessCpuTime() - cpuNanos) / LINES;
    return logs.end();
  }
}
