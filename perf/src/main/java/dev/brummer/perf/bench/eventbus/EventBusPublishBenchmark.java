package dev.brummer.perf.bench.eventbus;

import dev.brummer.engine.event.Event;
import dev.brummer.perf.alternatives.BusAdapter;
import dev.brummer.perf.suite.AllocationCounter;
import dev.brummer.perf.suite.WorkerGang;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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

/// Measures the cost of an event from `publish` to the return of the last handler, with 1 to 1000
/// concurrent publishers (S4). Each publisher sends its own preallocated `LogLine`, so all
/// allocation belongs to the bus. An invocation publishes `events` events; divide the score by that
/// number.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventBusPublishBenchmark {
  @Param({"BRUMMER", "THREAD_PER_HANDLER"})
  public String design;

  @Param({"1", "10", "100", "1000"})
  public int publishers;

  @Param("3")
  public int handlers;

  @Param("100000")
  public int events;

  private final AllocationCounter allocationCounter = new AllocationCounter();
  private WorkerGang workerGang;
  private BusAdapter bus;
  private Event[] lines;
  private List<Counter> counters;

  @Setup(Level.Trial)
  public void open() {
    workerGang = new WorkerGang(publishers);
    lines = new Event[publishers];
    for (int i = 0; i < publishers; i++) {
      lines[i] = new Event.LogLine(i + 1, 0, 1, 0);
    }
    counters = new ArrayList<>();
    for (int i = 0; i < handlers; i++) {
      counters.add(new Counter());
    }
    List<Consumer<Event>> consumers = new ArrayList<>(counters);
    bus = BusDesign.valueOf(design).open(consumers);
  }

  @TearDown(Level.Trial)
  public void close() {
    workerGang.close();
    bus.close();
  }

  /// Counts allocated objects per event; slower than [#publish].
  @Benchmark
  public void count(AllocationCounter.AllocationCounters result) {
    int each = Math.max(1, events / publishers);
    long allocated = allocationCounter.allocatedBy(this::publish, () -> workerGang.run(_ -> {}));
    result.objects = (double) allocated / each / publishers;
  }

  @Benchmark
  public long publish() {
    int each = Math.max(1, events / publishers);
    long expected = (long) each * publishers;
    for (Counter counter : counters) {
      counter.expect(expected);
    }
    workerGang.run(index -> {
      Event event = lines[index];
      for (int i = 0; i < each; i++) {
        bus.publish(event);
      }
    });
    long sum = 0;
    for (Counter counter : counters) {
      sum += counter.await();
    }
    return sum;
  }

  /// Counting handler that unparks the benchmark thread at the last event. Thread-safe because some
  /// designs call a handler concurrently.
  static final class Counter implements Consumer<Event> {
    private final AtomicLong count = new AtomicLong();
    private volatile long expected;
    private volatile @Nullable Thread waiter;

    void expect(long events) {
      waiter = Thread.currentThread();
      count.set(0);
      expected = events;
    }

    @Override
    public void accept(Event event) {
      if (count.incrementAndGet() == expected) {
        LockSupport.unpark(waiter);
      }
    }

    long await() {
      while (count.get() < expected) {
        LockSupport.parkNanos(this, 1_000_000);
      }
      return expected;
    }
  }
}
