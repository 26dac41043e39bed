package dev.brummer.perf.bench.log;

import dev.brummer.perf.suite.WorkerGang;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

/// Measures the cost of a stored line (S9, S10) with several child processes that print
/// continuously, in chunks of several lines. With pauses between the lines, measures the share of
/// uncontended appends (S12, S42, S43). An invocation appends `lines` lines; divide the score by
/// that number.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LogConcurrentAppendBenchmark {
  @Param({"BRUMMER", "LIST"})
  public String design;

  @Param("1")
  public int children;

  @Param("1")
  public int chunk;

  @Param("200000")
  public int lines;

  @Param("0")
  public int pauseMicros;

  private LogStoreAdapter store;
  private WorkerGang workerGang;

  /// Secondary results of an iteration.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class AppendCounters {
    /// Percentage of uncontended appends since the start of the fork.
    public double atOnce;
  }

  @Setup(Level.Trial)
  public void open() {
    store = LogStoreAdapter.Design.valueOf(design).open(children);
    workerGang = new WorkerGang(children);
  }

  @TearDown(Level.Trial)
  public void close() {
    workerGang.close();
    store.close();
  }

  @Benchmark
  public void add(AppendCounters appendCounters) {
    int each = lines / children / chunk;
    long pause = TimeUnit.MICROSECONDS.toNanos(pauseMicros);
    workerGang.run(index -> {
      for (int i = 0; i < each; i++) {
        store.printLines(index, chunk);
        if (pause > 0) {
          LockSupport.parkNanos(pause);
        }
      }
    });
    store.flush();
    appendCounters.atOnce = store.uncontendedPercent();
  }
}
