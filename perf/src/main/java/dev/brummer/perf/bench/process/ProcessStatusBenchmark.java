package dev.brummer.perf.bench.process;

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
import org.openjdk.jmh.infra.Blackhole;

/// Measures status queries and list queries with a reader thread per core (S6, S7, S22).
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProcessStatusBenchmark {
  @Param({"BRUMMER", "SYNCHRONIZED"})
  public String design;

  @Param("10")
  public int processes;

  private ProcessTableAdapter table;

  @Setup(Level.Trial)
  public void open() {
    table = ProcessTableAdapter.Design.valueOf(design).open(processes);
  }

  @TearDown(Level.Trial)
  public void close() {
    table.close();
  }

  /// Reads all processes one by one; divide the score by their number.
  @Benchmark
  public void status(Blackhole hole) {
    for (int i = 0; i < processes; i++) {
      hole.consume(table.status(i));
    }
  }

  @Benchmark
  public void list(Blackhole hole) {
    for (Object process : table.list()) {
      hole.consume(process);
    }
  }
}
