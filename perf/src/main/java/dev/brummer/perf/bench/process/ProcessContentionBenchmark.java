package dev.brummer.perf.bench.process;

import dev.brummer.perf.suite.WorkerGang;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
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

/// Measures the share of time that threads are blocked on a lock (S8). Five processes; per process,
/// one thread reads the status every 100 ms and one prints a line every 10 ms (`pauses`), or both
/// run without pauses. The JVM reports the blocked time of the ten threads; the share is relative
/// to their busy time without pauses.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProcessContentionBenchmark {
  private static final int PROCESSES = 5;
  private static final long STATUS_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PRINT_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  @Param({"BRUMMER", "SYNCHRONIZED"})
  public String design;

  @Param({"false", "true"})
  public boolean pauses;

  /// The JVM reports blocked time in whole milliseconds, so short runs are too coarse.
  @Param("3000")
  public long millis;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private ProcessTableAdapter table;
  private WorkerGang workerGang;

  /// Secondary results of an iteration, as percentages of the busy time.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Blocked {
    /// Blocked share of the status readers.
    public double statusBlocked;

    /// Blocked share of the printers.
    public double printBlocked;

    /// Blocked share of all ten threads.
    public double allBlocked;
  }

  @Setup(Level.Trial)
  public void open() {
    threads.setThreadContentionMonitoringEnabled(true);
    table = ProcessTableAdapter.Design.valueOf(design).open(PROCESSES);
    workerGang = new WorkerGang(2 * PROCESSES);
  }

  @TearDown(Level.Trial)
  public void close() {
    workerGang.close();
    table.close();
  }

  @Benchmark
  public void compete(Blocked result) {
    BlockedShare status = new BlockedShare();
    BlockedShare print = new BlockedShare();
    workerGang.run(index -> work(index, index < PROCESSES ? status : print));
    result.statusBlocked = status.percent();
    result.printBlocked = print.percent();
    status.add(print);
    result.allBlocked = status.percent();
  }

  /// Staggers the paced threads; child processes do not print in step either.
  private void work(int index, BlockedShare share) {
    long pause = pauses ? (index < PROCESSES ? STATUS_PAUSE_NANOS : PRINT_PAUSE_NANOS) : 0;
    long durationNanos = TimeUnit.MILLISECONDS.toNanos(millis);
    long before = blockedMillis();
    long start = System.nanoTime();
    long paused = pause(pause * (index % PROCESSES) / PROCESSES);
    while (System.nanoTime() - start < durationNanos) {
      operate(index);
      paused += pause(pause);
    }
    share.busyNanos.add(System.nanoTime() - start - paused);
    share.blockedMillis.add(blockedMillis() - before);
  }

  private static final class BlockedShare {
    final LongAdder blockedMillis = new LongAdder();
    final LongAdder busyNanos = new LongAdder();

    void add(BlockedShare other) {
      blockedMillis.add(other.blockedMillis.sum());
      busyNanos.add(other.busyNanos.sum());
    }

    double percent() {
      return 100.0 * TimeUnit.MILLISECONDS.toNanos(blockedMillis.sum()) / busyNanos.sum();
    }
  }

  private void operate(int index) {
    if (index < PROCESSES) {
      table.status(index);
    } else {
      table.printLine(index - PROCESSES);
    }
  }

  private static long pause(long nanos) {
    if (nanos == 0) {
      return 0;
    }
    long start = System.nanoTime();
    LockSupport.parkNanos(nanos);
    return System.nanoTime() - start;
  }

  private long blockedMillis() {
    ThreadInfo info = threads.getThreadInfo(Thread.currentThread().threadId());
    return info == null ? 0 : info.getBlockedTime();
  }
}
