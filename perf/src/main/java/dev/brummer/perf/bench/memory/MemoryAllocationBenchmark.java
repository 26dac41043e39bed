package dev.brummer.perf.bench.memory;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.brummer.perf.suite.AllocationCounter;
import dev.brummer.perf.suite.OpenLoopSchedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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

/// What does an ordinary session allocate, how often is it collected, and what does coordination
/// take of a core (S19, S20, S23, S48 to S50)? 265 events to three handlers, 200 lines, 50 requests
/// and 250 looks at a process a second. The CPU time of the same with plain calls is subtracted:
/// what is left went into threads, queues, locks and waking.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MemoryAllocationBenchmark {
  /// A second, as S19 has it: events, lines, requests, looks.
  private static final double[] PER_SECOND = {265, 200, 50, 250};

  private static final int PAGE = 4096;

  @Param({"BRUMMER", "BEFORE"})
  public String design;

  @Param("1000")
  public long millis;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final AllocationCounter allocationCounter = new AllocationCounter();
  private OpenLoopSchedule schedule;
  private SessionLoadFixture fixture;
  private SessionLoadFixture direct;
  private double loadSeconds;
  private long collectionsBefore;
  private long pauseMillisBefore;

  /// What a shot gives, a second.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class AllocationRates {
    /// Bytes, both of the following.
    public double memory;

    /// Bytes of heap.
    public double allocated;

    /// Bytes of memory that the kernel had to provide anew, stacks of threads among them.
    public double touched;

    public double threadsStarted;

    public double gcCycles;

    /// Nanoseconds.
    public double gcPause;

    /// In parts of 100 of one core.
    public double coordination;
  }

  @Setup(Level.Trial)
  public void open() {
    schedule = new OpenLoopSchedule(millis / 1000.0, PER_SECOND);
    fixture = SessionLoadFixture.open(design);
    direct = SessionLoadFixture.open("DIRECT");
    collectionsBefore = allCollections();
    pauseMillisBefore = allPauseMillis();
  }

  @TearDown(Level.Trial)
  public void close() {
    fixture.close();
    direct.close();
  }

  @Benchmark
  public void run(AllocationRates result) {
    double plain = cpuPercent(direct);
    long started = threads.getTotalStartedThreadCount();
    long faults = minorFaults();
    long bytes = threads.getTotalThreadAllocatedBytes();
    double cpu = cpuPercent(fixture);
    long allocated = threads.getTotalThreadAllocatedBytes() - bytes;
    double seconds = millis / 1000.0;
    loadSeconds += seconds;
    result.allocated = allocated / seconds;
    result.touched = (double) (minorFaults() - faults) * PAGE / seconds;
    result.memory = result.allocated + result.touched;
    result.threadsStarted = (threads.getTotalStartedThreadCount() - started) / seconds;
    result.coordination = Math.max(0, cpu - plain);
    // Collections are rare: each shot tells of all the load so far.
    result.gcCycles = collections() / loadSeconds;
    result.gcPause = TimeUnit.MILLISECONDS.toNanos(pauseMillis()) / loadSeconds;
  }

  /// Counts the objects of so much load at once.
  @Benchmark
  public void count(AllocationCounter.AllocationCounters result) {
    long allocated = allocationCounter.allocatedBy(() -> drive(fixture), () -> {});
    result.objects = allocated / (millis / 1000.0);
  }

  private double cpuPercent(SessionLoadFixture load) {
    long before = system.getProcessCpuTime();
    long start = System.nanoTime();
    drive(load);
    return 100.0 * (system.getProcessCpuTime() - before) / (System.nanoTime() - start);
  }

  private void drive(SessionLoadFixture load) {
    schedule.run(
        System.nanoTime(),
        false,
        i -> {
          switch (schedule.kind(i)) {
            case 0 -> load.publishEvent();
            case 1 -> load.appendLine();
            case 2 -> load.recordRequest();
            default -> load.readStatus();
          }
        });
  }

  private long collections() {
    return allCollections() - collectionsBefore;
  }

  private long pauseMillis() {
    return allPauseMillis() - pauseMillisBefore;
  }

  private static long allCollections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private static long allPauseMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  /// Minor page faults of this process so far.
  private static long minorFaults() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[7]);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
