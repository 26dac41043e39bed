package dev.brummer.perf.bench.log;

import dev.brummer.perf.suite.WorkerGang;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

/// Measures sustained throughput, peak backlog and recovery time after a burst (S12, S42). Four
/// child processes print line by line at full speed. The measured time includes the subscribers
/// that read every line.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LogSaturationBenchmark {
  private static final int CHILDREN = 4;

  /// Lines per burst; equals the channel capacity of the reference design.
  private static final int BURST = 1_000;

  private static final long SAMPLE_NANOS = 500_000;

  @Param({"BRUMMER", "LIST"})
  public String design;

  @Param("500")
  public long millis;

  private SaturationFixture fixture;
  private WorkerGang workerGang;

  /// Secondary results of an iteration.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Flow {
    /// Lines stored and handled per second.
    public double linesPerSecond;

    /// Peak backlog.
    public double depth;

    /// Nanoseconds from the last line of a burst to an empty backlog.
    public double recovery;
  }

  @Setup(Level.Trial)
  public void open() {
    fixture = SaturationFixture.open(design, CHILDREN);
    workerGang = new WorkerGang(CHILDREN + 1);
  }

  @TearDown(Level.Trial)
  public void close() {
    workerGang.close();
    fixture.close();
  }

  @Benchmark
  public void flood(Flow result) {
    AtomicLong depth = new AtomicLong();
    AtomicLong lines = new AtomicLong();
    long start = System.nanoTime();
    long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
    workerGang.run(index -> {
      if (index == CHILDREN) {
        sample(depth, end);
      } else {
        lines.addAndGet(print(index, end));
      }
    });
    fixture.awaitIdle();
    result.linesPerSecond = lines.get() * 1e9 / (System.nanoTime() - start);
    result.depth = depth.get();
    result.recovery = recovery();
  }

  private void sample(AtomicLong depth, long end) {
    while (System.nanoTime() < end) {
      depth.accumulateAndGet(fixture.backlog(), Math::max);
      LockSupport.parkNanos(SAMPLE_NANOS);
    }
  }

  private long print(int child, long end) {
    long count = 0;
    while (System.nanoTime() < end) {
      fixture.print(child);
      count++;
    }
    return count;
  }

  private double recovery() {
    workerGang.run(index -> {
      if (index < CHILDREN) {
        for (int i = 0; i < BURST / CHILDREN; i++) {
          fixture.print(index);
        }
      }
    });
    long last = System.nanoTime();
    fixture.awaitIdle();
    return System.nanoTime() - last;
  }
}
