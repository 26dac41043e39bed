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
import java.time.Duration;
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

/// Measures allocation, garbage collection and coordination overhead of a typical session (S19,
/// S20, S23, S48 to S50): 265 events to three handlers, 200 lines, 50 requests and 250 status
/// queries per second. Coordination overhead is the CPU time minus the CPU time of the same load
/// with direct calls: threads, queues, locks and wake-ups.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MemoryAllocationBenchmark {
  /// Events, lines, requests and status queries per second (S19).
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
  private OpenLoopSchedule.Mix schedule;
  private SessionLoadFixture fixture;
  private SessionLoadFixture direct;
  private double loadSeconds;
  private long collectionsBefore;
  private long pauseMillisBefore;

  /// Results of an iteration, per second.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class AllocationRates {
    /// Bytes: the sum of `allocated` and `touched`.
    public double memory;

    /// Bytes allocated on the heap.
    public double allocated;

    /// Bytes of fresh pages from the kernel, including thread stacks.
    public double touched;

    public double threadsStarted;

    public double gcCycles;

    /// Nanoseconds.
    public double gcPause;

    /// Percentage of one core.
    public double coordination;
  }

  @Setup(Level.Trial)
  public void open() {
    schedule = OpenLoopSchedule.mix(Duration.ofMillis(millis), PER_SECOND);
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
    double directCpu = cpuPercent(direct);
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
    result.coordination = Math.max(0, cpu - directCpu);
    // Collections are rare: each iteration reports the average since the start of the fork.
    result.gcCycles = collections() / loadSeconds;
    result.gcPause = TimeUnit.MILLISECONDS.toNanos(pauseMillis()) / loadSeconds;
  }

  /// Counts the objects allocated by one iteration's load.
  @Benchmark
  public void count(AllocationCounter.AllocationCounters result) {
    long allocated = allocationCounter.allocatedBy(() -> drive(fixture), () -> {});
    result.objects = allocated / (millis / 1000.0);
  }

  private double cpuPercent(SessionLoadFixture session) {
    long before = system.getProcessCpuTime();
    long start = System.nanoTime();
    drive(session);
    return 100.0 * (system.getProcessCpuTime() - before) / (System.nanoTime() - start);
  }

  private void drive(SessionLoadFixture session) {
    schedule.run(
        System.nanoTime(),
        false,
        i -> {
          switch (schedule.kind(i)) {
            case 0 -> session.publishEvent();
            case 1 -> session.appendLine();
            case 2 -> session.recordRequest();
            default -> session.readStatus();
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

  /// Reads the minor page faults of this process.
  private static long minorFaults() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[7]);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
