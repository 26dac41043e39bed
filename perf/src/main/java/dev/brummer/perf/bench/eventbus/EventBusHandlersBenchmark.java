package dev.brummer.perf.bench.eventbus;

import dev.brummer.engine.event.Event;
import dev.brummer.perf.suite.OpenLoopSchedule;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
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

/// Measures the latency from the due time of an event to the UI's handler, with the reference
/// handler table (S2) at the reference peak rate (S3) or a multiple of it. Latency counts from the
/// due time, which includes the delay of a blocked publisher (no coordinated omission).
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventBusHandlersBenchmark {
  private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int DIGITS = 3;

  @Param({"BRUMMER", "THREAD_PER_HANDLER"})
  public String design;

  @Param("1")
  public int times;

  @Param("1000")
  public long millis;

  private final Histogram latencies = new ConcurrentHistogram(MAX_NANOS, DIGITS);
  private final AtomicInteger handled = new AtomicInteger();
  private OpenLoopSchedule.Mix schedule;
  private HandlersFixture fixture;
  private volatile long startNanos;

  /// Latency percentiles of an iteration in nanoseconds.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Latency {
    public double p50;
    public double p75;
    public double p90;
    public double p95;
    public double p99;
    public double p999;
    public double max;
  }

  @Setup(Level.Trial)
  public void open() {
    double[] rates =
        HandlersFixture.PER_SECOND.stream().mapToDouble(rate -> rate * times).toArray();
    schedule = OpenLoopSchedule.mix(Duration.ofMillis(millis), rates);
    Consumer<Event> tui = this::onEvent;
    fixture = HandlersFixture.open(design, tui);
  }

  @TearDown(Level.Trial)
  public void close() {
    fixture.close();
  }

  private void onEvent(Event event) {
    long late = System.nanoTime() - startNanos - schedule.dueNanos(fixture.eventId(event));
    latencies.recordValue(Math.clamp(late, 0, MAX_NANOS));
    handled.incrementAndGet();
  }

  @Benchmark
  public void latency(Latency result) {
    latencies.reset();
    handled.set(0);
    startNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5);
    // Creates each event while waiting for its predecessor, outside the measured path.
    Event[] next = {createEvent(0)};
    schedule.run(
        startNanos,
        true,
        i -> {
          fixture.publish(next[0]);
          if (i + 1 < schedule.size()) {
            next[0] = createEvent(i + 1);
          }
        });
    while (handled.get() < schedule.size()) {
      LockSupport.parkNanos(100_000);
    }
    report(result);
  }

  private Event createEvent(int index) {
    return fixture.createEvent(HandlersFixture.KINDS.get(schedule.kind(index)), index);
  }

  private void report(Latency result) {
    result.p50 = latencies.getValueAtPercentile(50);
    result.p75 = latencies.getValueAtPercentile(75);
    result.p90 = latencies.getValueAtPercentile(90);
    result.p95 = latencies.getValueAtPercentile(95);
    result.p99 = latencies.getValueAtPercentile(99);
    result.p999 = latencies.getValueAtPercentile(99.9);
    result.max = latencies.getMaxValue();
  }
}
