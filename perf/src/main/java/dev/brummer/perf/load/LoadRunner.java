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
  private static final int MAILBOX_CAPACITY = 1 << 12;
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(3);
  private static final long POLL_INTERVAL_MILLIS = 50;
  private static final Duration START_DELAY = Duration.ofMillis(50);

  private final LoadPlan plan;
  private final ProgressListener progress;
  private final SampleSeries.LoadLatencies loadLatencies = SampleSeries.LoadLatencies.create();
  private int interrupts;
  private @Nullable LoadEnvironment current;

  /// @param progress is told how it goes
  public LoadRunner(LoadPlan plan, ProgressListener progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /// Sees the time pass.
  public interface ProgressListener {
    /// Some times a second.
    void onStatus(LoadStatus view);

    /// Once, in between.
    void onMessage(String sentence);
  }

  /// Runs it for its time, or until [#interrupt].
  ///
  /// @throws LoadException if it cannot begin
  public LoadResult run() throws LoadException, InterruptedException {
    progress.onMessage("starting " + WorkloadRates.PROCESSES + " processes and the proxy");
    try (LoadEnvironment environment = LoadEnvironment.open(plan, () -> !isInterrupted());
        GcLog gc = GcLog.start()) {
      synchronized (this) {
        current = environment;
      }
      return load(environment, gc);
    } finally {
      synchronized (this) {
        current = null;
      }
    }
  }

  private LoadResult load(LoadEnvironment environment, GcLog gc) throws InterruptedException {
    long start = System.nanoTime() + START_DELAY.toNanos();
    PageClient pages = new PageClient(environment.page(), loadLatencies.requests());
    List<LoadGenerator> generators = generators(environment, pages, start);
    SampleSeries series = new SampleSeries(loadLatencies, environment::childCores, start);
    generators.forEach(generator -> generator.start(start, plan.duration()));
    progress.onMessage("the load begins");
    boolean finished = sample(series, start, pages);
    generators.forEach(LoadGenerator::cancel);
    for (LoadGenerator generator : generators) {
      generator.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    awaitDrained(generators, pages);
    LoadChecks checks = new LoadChecks(environment, pages, loadLatencies);
    checks.rates(RateResult.of(generators, loadLatencies, seconds));
    progress.onMessage("stopping");
    checks.addSurvivors(environment.stop());
    gc.finish();
    return new LoadResult(
        plan,
        finished,
        seconds,
        series.withCollections(plan.interval(), gc.pauses(), gc.heaps()),
        checks);
  }

  /// In the order of [RateResult#NAMES].
  private List<LoadGenerator> generators(
      LoadEnvironment environment, PageClient pages, long start) {
    EventBus bus = environment.engine().bus();
    ConstantRate linePace = new ConstantRate(WorkloadRates.LINES);
    LineRoundTrips lines =
        new LineRoundTrips(environment.printers(), linePace, start, loadLatencies.lines());
    bus.subscribe(
        "load-lines",
        EnumSet.of(Event.Kind.LOG_LINE),
        OverflowPolicy.BLOCK,
        MAILBOX_CAPACITY,
        lines::onEvent);
    ConstantRate eventPace = new ConstantRate(WorkloadRates.EVENTS);
    bus.subscribe(
        "load-events",
        LoadEvents.KINDS,
        OverflowPolicy.BLOCK,
        MAILBOX_CAPACITY,
        event -> {
          long index = LoadEvents.indexOf(event);
          if (index >= 0) {
            loadLatencies.events().record(System.nanoTime() - start - eventPace.dueNanos(index));
          }
        });
    int process = environment.printers().getFirst();
    return List.of(
        new LoadGenerator(
            "log",
            linePace,
            (index, due) ->
                environment
                    .processes()
                    .input(lines.printer(index), LineRoundTrips.lineBytes(index))),
        new LoadGenerator(
            "event", eventPace, (index, due) -> bus.publish(LoadEvents.create(process, index))),
        new LoadGenerator(
            "status",
            new ConstantRate(WorkloadRates.STATUS_CHECKS),
            (index, due) -> {
              environment
                  .processes()
                  .info(1 + (int) (index % WorkloadRates.PROCESSES))
                  .state()
                  .label();
              loadLatencies.checks().record(System.nanoTime() - due);
            }),
        new LoadGenerator(
            "http", new ConstantRate(WorkloadRates.REQUESTS), (index, due) -> pages.fetch(due)));
  }

  /// Takes the samples. After a sample that came late the next one may be left out: the rate of a
  /// moment says nothing.
  ///
  /// @return false if it was interrupted
  private boolean sample(SampleSeries series, long start, PageClient pages)
      throws InterruptedException {
    long interval = plan.interval().toNanos();
    List<LoadSample> lately = new ArrayList<>();
    for (long i = 1; i * interval <= plan.duration().toNanos(); i++) {
      long due = start + i * interval;
      while (System.nanoTime() < due) {
        if (isInterrupted()) {
          return false;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime()) + 1;
        TimeUnit.MILLISECONDS.sleep(Math.min(POLL_INTERVAL_MILLIS, left));
        Duration since = Duration.ofNanos(Math.max(0, System.nanoTime() - start));
        progress.onStatus(new LoadStatus(plan.duration(), since, lately, pages.injected()));
      }
      if (series.elapsedNanos() < interval / 2) {
        continue;
      }
      lately.add(series.next());
      if (lately.size() > LoadStatus.RECENT_SAMPLES) {
        lately.removeFirst();
      }
    }
    return true;
  }

  /// Waits for what is under way, as long as something of it still comes.
  private void awaitDrained(List<LoadGenerator> generators, PageClient pages)
      throws InterruptedException {
    BooleanSupplier underWay =
        () ->
            loadLatencies.lines().count() < generators.get(0).completed()
                || loadLatencies.events().count() < generators.get(1).completed()
                || pages.inFlight() > 0;
    long came = 0;
    long since = System.nanoTime();
    while (underWay.getAsBoolean() && System.nanoTime() - since < DRAIN_TIMEOUT.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(5);
      long now =
          loadLatencies.lines().count()
              + loadLatencies.events().count()
              + loadLatencies.requests().count();
      since = now == came ? since : System.nanoTime();
      came = now;
    }
    loadLatencies.lines().drainInterval();
    loadLatencies.events().drainInterval();
    loadLatencies.checks().drainInterval();
    loadLatencies.requests().drainInterval();
  }

  /// Ends it; what there is stays. Called again it kills what does not end.
  public synchronized void interrupt() {
    interrupts++;
    if (interrupts > 1 && current != null) {
      current.processes().killAll();
    }
  }

  public synchronized boolean isInterrupted() {
    return interrupts > 0;
  }
}
