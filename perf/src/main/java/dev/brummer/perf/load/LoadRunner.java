package dev.brummer.perf.load;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The load test: a working day's load on the whole product for some minutes, and the question
/// whether anything gets worse meanwhile. [#run] once, on the caller's thread; [#interrupt] from
/// any.
public final class LoadRunner {
  private static final int MAILBOX = 1 << 12;
  private static final Duration DRAIN = Duration.ofSeconds(3);
  private static final long LOOK_MILLIS = 50;
  private static final Duration LEAD = Duration.ofMillis(50);

  private final LoadPlan plan;
  private final Progress progress;
  private final SampleSeries.Counts counts = SampleSeries.Counts.none();
  private int interrupts;
  private @Nullable LoadEnvironment current;

  /// @param progress is told how it goes
  public LoadRunner(LoadPlan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /// Sees the time pass.
  public interface Progress {
    /// Some times a second.
    void at(LoadStatus view);

    /// Once, in between.
    void note(String sentence);
  }

  /// Runs it for its time, or until [#interrupt].
  ///
  /// @throws LoadException if it cannot begin
  public LoadResult run() throws LoadException, InterruptedException {
    progress.note("starting " + WorkloadRates.PROCESSES + " processes and the proxy");
    try (LoadEnvironment rig = LoadEnvironment.open(plan, () -> !interrupted());
        GcLog gc = GcLog.start()) {
      synchronized (this) {
        current = rig;
      }
      return load(rig, gc);
    } finally {
      synchronized (this) {
        current = null;
      }
    }
  }

  private LoadResult load(LoadEnvironment rig, GcLog gc) throws InterruptedException {
    long start = System.nanoTime() + LEAD.toNanos();
    PageClient pages = new PageClient(rig.page(), counts.requests());
    List<LoadGenerator> generators = generators(rig, pages, start);
    SampleSeries series = new SampleSeries(counts, rig::childCores, start);
    generators.forEach(generator -> generator.start(start, plan.duration()));
    progress.note("the load begins");
    boolean finished = watch(series, start, pages);
    generators.forEach(LoadGenerator::cancel);
    for (LoadGenerator generator : generators) {
      generator.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    drain(generators, pages);
    LoadChecks checks = new LoadChecks(rig, pages, counts);
    checks.rates(RateResult.of(generators, counts, seconds));
    progress.note("stopping");
    checks.left(rig.stop());
    gc.finish();
    return new LoadResult(
        plan, finished, seconds, series.complete(plan.interval(), gc.pauses(), gc.heaps()), checks);
  }

  /// In the order of [RateResult#NAMES].
  private List<LoadGenerator> generators(LoadEnvironment rig, PageClient pages, long start) {
    EventBus bus = rig.engine().bus();
    ConstantRate linePace = new ConstantRate(WorkloadRates.LINES);
    LineRoundTrips lines = new LineRoundTrips(rig.printers(), linePace, start, counts.lines());
    bus.subscribe(
        "load-lines", EnumSet.of(Event.Kind.LOG_LINE), OverflowPolicy.BLOCK, MAILBOX, lines::on);
    ConstantRate eventPace = new ConstantRate(WorkloadRates.EVENTS);
    bus.subscribe(
        "load-events",
        LoadEvents.KINDS,
        OverflowPolicy.BLOCK,
        MAILBOX,
        event -> {
          long index = LoadEvents.index(event);
          if (index >= 0) {
            counts.events().record(System.nanoTime() - start - eventPace.dueNanos(index));
          }
        });
    int process = rig.printers().getFirst();
    return List.of(
        new LoadGenerator(
            "log",
            linePace,
            (index, due) ->
                rig.processes().input(lines.printer(index), LineRoundTrips.text(index))),
        new LoadGenerator(
            "event", eventPace, (index, due) -> bus.publish(LoadEvents.make(process, index))),
        new LoadGenerator(
            "status",
            new ConstantRate(WorkloadRates.STATUS_CHECKS),
            (index, due) -> {
              rig.processes().info(1 + (int) (index % WorkloadRates.PROCESSES)).state().label();
              counts.checks().record(System.nanoTime() - due);
            }),
        new LoadGenerator(
            "http", new ConstantRate(WorkloadRates.REQUESTS), (index, due) -> pages.fetch(due)));
  }

  /// Takes the samples. After a sample that came late the next one may be left out: the rate of a
  /// moment says nothing.
  ///
  /// @return false if it was interrupted
  private boolean watch(SampleSeries series, long start, PageClient pages)
      throws InterruptedException {
    long interval = plan.interval().toNanos();
    List<LoadSample> lately = new ArrayList<>();
    for (long i = 1; i * interval <= plan.duration().toNanos(); i++) {
      long due = start + i * interval;
      while (System.nanoTime() < due) {
        if (interrupted()) {
          return false;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime()) + 1;
        TimeUnit.MILLISECONDS.sleep(Math.min(LOOK_MILLIS, left));
        Duration since = Duration.ofNanos(Math.max(0, System.nanoTime() - start));
        progress.at(new LoadStatus(plan.duration(), since, lately, pages.good()));
      }
      if (series.pause() < interval / 2) {
        continue;
      }
      lately.add(series.take());
      if (lately.size() > LoadStatus.LATELY) {
        lately.removeFirst();
      }
    }
    return true;
  }

  /// Waits for what is under way, as long as something of it still comes.
  private void drain(List<LoadGenerator> generators, PageClient pages) throws InterruptedException {
    BooleanSupplier underWay =
        () ->
            counts.lines().count() < generators.get(0).done()
                || counts.events().count() < generators.get(1).done()
                || pages.open() > 0;
    long came = 0;
    long since = System.nanoTime();
    while (underWay.getAsBoolean() && System.nanoTime() - since < DRAIN.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(5);
      long now = counts.lines().count() + counts.events().count() + counts.requests().count();
      since = now == came ? since : System.nanoTime();
      came = now;
    }
    counts.lines().take();
    counts.events().take();
    counts.checks().take();
    counts.requests().take();
  }

  /// Ends it; what there is stays. Called again it kills what does not end.
  public synchronized void interrupt() {
    interrupts++;
    if (interrupts > 1 && current != null) {
      current.processes().killAll();
    }
  }

  public synchronized boolean interrupted() {
    return interrupts > 0;
  }
}
