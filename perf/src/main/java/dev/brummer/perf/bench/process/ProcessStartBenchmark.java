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

/// How long from asking for a real child until it is known to run, one after the other (S5)? One
/// shot starts [#STARTS]; divide by that. They are ended outside the time.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProcessStartBenchmark {
  /// Children a shot.
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
