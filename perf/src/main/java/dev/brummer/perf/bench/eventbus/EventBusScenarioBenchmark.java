package dev.brummer.perf.bench.eventbus;

import dev.brummer.engine.event.Event;
import dev.brummer.perf.suite.WorkerGang;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
import org.openjdk.jmh.infra.Blackhole;

/// The seed's four scenarios (S21): so many threads publish so many events between them, each
/// handler works 10 µs on each event; from the first publish until the last handler has run. The
/// work is work, not a wait for the clock: a thread that has lost its core does none.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventBusScenarioBenchmark {
  private static final long WORK_NANOS = 10_000;

  @Param({"BRUMMER", "THREAD_PER_HANDLER"})
  public String design;

  @Param({"LIGHT", "MEDIUM", "HEAVY", "BURST"})
  public String scenario;

  /// Only the so-manieth part of the events.
  @Param("1")
  public int part;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private Scenario selected;
  private WorkerGang workerGang;
  private BusAdapter bus;
  private Event[] lines;
  private List<EventBusPublishBenchmark.Counter> counters;
  private int threadsBefore;

  /// One of the seed's.
  enum Scenario {
    LIGHT(10, 1_000, 3),
    MEDIUM(50, 5_000, 5),
    HEAVY(100, 10_000, 8),
    BURST(500, 50_000, 3);

    final int publishers;
    final int events;
    final int handlers;

    Scenario(int publishers, int events, int handlers) {
      this.publishers = publishers;
      this.events = events;
      this.handlers = handlers;
    }

    /// What nobody can be faster than: all the work, spread evenly over the cores.
    double lowerBoundMillis() {
      return (double) events * handlers * WORK_NANOS / 1e6 / BusAdapter.cores();
    }
  }

  /// What a shot gives besides its duration.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class ThreadCounters {
    /// The most that were alive at one moment, publishers not counted.
    public double threads;

    /// Events a second, from the first publish until the last handler.
    public double throughput;
  }

  @Setup(Level.Trial)
  public void open() {
    selected = Scenario.valueOf(scenario);
    workerGang = new WorkerGang(selected.publishers);
    lines = new Event[selected.publishers];
    for (int i = 0; i < selected.publishers; i++) {
      lines[i] = new Event.LogLine(i + 1, 0, 1, 0);
    }
    long tokens = tokens();
    counters = new ArrayList<>();
    List<Consumer<Event>> handlers = new ArrayList<>();
    for (int i = 0; i < selected.handlers; i++) {
      EventBusPublishBenchmark.Counter counter = new EventBusPublishBenchmark.Counter();
      counters.add(counter);
      handlers.add(event -> {
        Blackhole.consumeCPU(tokens);
        counter.accept(event);
      });
    }
    threadsBefore = threads.getThreadCount();
    bus = BusAdapter.Design.valueOf(design).open(handlers);
  }

  /// How much of JMH's work takes 10 µs on this machine when nothing disturbs it.
  private static long tokens() {
    long tokens = 1_000;
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 20_000; i++) {
      long start = System.nanoTime();
      Blackhole.consumeCPU(tokens);
      best = Math.min(best, System.nanoTime() - start);
    }
    return Math.max(1, tokens * WORK_NANOS / best);
  }

  @TearDown(Level.Trial)
  public void close() {
    workerGang.close();
    bus.close();
  }

  @Benchmark
  public long run(ThreadCounters result) {
    threads.resetPeakThreadCount();
    int each = Math.max(1, selected.events / selected.publishers / part);
    long expected = (long) each * selected.publishers;
    counters.forEach(counter -> counter.expect(expected));
    long start = System.nanoTime();
    workerGang.run(index -> {
      Event event = lines[index];
      for (int i = 0; i < each; i++) {
        bus.publish(event);
      }
    });
    long sum = 0;
    for (EventBusPublishBenchmark.Counter counter : counters) {
      sum += counter.await();
    }
    result.throughput = expected * 1e9 / (System.nanoTime() - start);
    result.threads = threads.getPeakThreadCount() - threadsBefore;
    return sum;
  }
}
