package dev.brummer.perf.bench.eventbus;

import dev.brummer.engine.event.Event;
import dev.brummer.perf.alternatives.BusAdapter;
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

/// Runs the four reference scenarios (S21): several publishers share a number of events, and each
/// handler works 10 µs per event. Measures from the first publish to the return of the last
/// handler. The work consumes CPU instead of waiting for the clock, so a descheduled thread makes
/// no progress.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventBusScenarioBenchmark {
  private static final long WORK_NANOS = 10_000;

  @Param({"BRUMMER", "THREAD_PER_HANDLER"})
  public String design;

  @Param({"LIGHT", "MEDIUM", "HEAVY", "BURST"})
  public String scenario;

  /// Divisor of the scenario's event count.
  @Param("1")
  public int part;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private Scenario selected;
  private WorkerGang workerGang;
  private BusAdapter bus;
  private Event[] lines;
  private List<EventBusPublishBenchmark.Counter> counters;
  private int threadsBefore;

  /// A reference scenario.
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

    /// Returns the lower bound: the total work spread evenly over the cores.
    double lowerBoundMillis() {
      return (double) events * handlers * WORK_NANOS / 1e6 / WorkerGang.cores();
    }
  }

  /// Secondary results of an iteration.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class ThreadCounters {
    /// Peak number of live threads without the publishers.
    public double threads;

    /// Events per second from the first publish to the last handler.
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
    bus = BusDesign.valueOf(design).open(handlers);
  }

  /// Calibrates the JMH tokens that take 10 µs on an undisturbed core.
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
