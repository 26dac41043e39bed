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

/// Measures the start of real child processes one after another, from the request to the running
/// state (S5). An invocation starts [#STARTS] processes; divide the score by that number. They are
/// killed outside the measured time.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProcessStartBenchmark {
  /// Child processes per invocation.
  public static final int STARTS = 60;

  @Param({"BRUMMER", "SYNCHRONIZED"})
  public String design;

  private ProcessTableAdapter table;

  @Setup(Level.Trial)
  public void open() {
    table = ProcessTableAdapter.Design.valueOf(design).open(STARTS);
  }

  @TearDown(Level.Iteration)
  public void end() {
    table.killAndAwait(STARTS);
  }

  @TearDown(Level.Trial)
  public void close() {
    table.close();
  }

  @Benchmark
  public void start() {
    for (int i = 0; i < STARTS; i++) {
      table.start(i);
    }
  }
}
