package dev.brummer.perf.bench.process;

import dev.brummer.perf.suite.WorkerGang;
import java.util.concurrent.TimeUnit;
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

/// Measures a requested update until it has been applied, with a caller thread per core (S22,
/// `StatusUpdate`). The reference design applies it under its locks on the caller's thread, the
/// product on the thread that owns the table. An invocation requests `updates` updates; divide the
/// score by that number.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProcessUpdateBenchmark {
  private static final int PROCESSES = 10;

  @Param({"BRUMMER", "SYNCHRONIZED"})
  public String design;

  @Param("2")
  public int callers;

  @Param("100000")
  public int updates;

  private ProcessTableAdapter table;
  private WorkerGang workerGang;

  @Setup(Level.Trial)
  public void open() {
    table = ProcessTableAdapter.Design.valueOf(design).open(PROCESSES);
    workerGang = new WorkerGang(callers);
  }

  @TearDown(Level.Trial)
  public void close() {
    workerGang.close();
    table.close();
  }

  @Benchmark
  public void update() {
    int each = updates / callers;
    workerGang.run(_ -> {
      for (int i = 0; i < each; i++) {
        table.requestChange(i % PROCESSES);
      }
    });
    table.awaitChanges();
  }
}
