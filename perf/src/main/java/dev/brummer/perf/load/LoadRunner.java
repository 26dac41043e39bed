package dev.brummer.perf.load;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.perf.suite.OpenLoopSchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Load test: runs a typical working load on the whole product for some minutes and checks all
/// metrics for degradation. Call [#run] once, on the caller's thread; [#interrupt] is thread-safe.
public final class LoadRunner {
  private static final int MAILBOX_CAPACITY = 1 << 12;
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(3);
  private static final long POLL_INTERVAL_MILLIS = 50;
  private static final Duration START_DELAY = Duration.ofMillis(50);

  private final LoadTestSettings settings;
  private final ProgressListener progress;
  private final SampleSeries.LoadLatencies loadLatencies = SampleSeries.LoadLatencies.create();
  private int interrupts;
  private @Nullable LoadEnvironment current;

  /// @param progress receives the status
  public LoadRunner(LoadTestSettings plan, ProgressListener progress) {
    this.settings = plan;
    this.progress = progress;
  }

  /// Receives the progress of a load test.
  public interface ProgressListener {
    /// Called several times per second.
    void onStatus(LoadStatus status);

    /// Called for each phase.
    void onMessage(String message);
  }

  /// Runs the test for its duration, or until [#interrupt].
  ///
  /// @throws LoadException if the test cannot start
  public LoadResult run() throws LoadException, InterruptedException {
    progress.onMessage("starting " + WorkloadRates.PROCESSES + " processes and the proxy");
    try (LoadEnvironment environment =
            LoadEnvironment.open(settings, () -> !isInterrupted(), progress::onMessage);
        GcRecorder gc = GcRecorder.start()) {
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

  private LoadResult load(LoadEnvironment environment, GcRecorder gc) throws InterruptedException {
    long start = System.nanoTime() + START_DELAY.toNanos();
    PageClient pages = new PageClient(environment.page(), loadLatencies.requests());
    List<LoadGenerator> generators = generators(environment, pages, start);
    SampleSeries series = new SampleSeries(loadLatencies, environment::childCores, start);
    generators.forEach(generator -> generator.start(start, settings.duration()));
    progress.onMessage("load started");
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
        settings,
        finished,
        seconds,
        series.withCollections(settings.interval(), gc.pauses(), gc.heaps()),
        checks);
  }

  /// Creates the generators in the order of [RateResult#NAMES].
  private List<LoadGenerator> generators(
      LoadEnvironment environment, PageClient pages, long start) {
    EventBus bus = environment.engine().bus();
    OpenLoopSchedule lineSchedule = new OpenLoopSchedule(WorkloadRates.LINES);
    LineRoundTrips lines =
        new LineRoundTrips(environment.printers(), lineSchedule, start, loadLatencies.lines());
    bus.subscribe(
        "load-lines",
        EnumSet.of(Event.Kind.LOG_LINE),
        OverflowPolicy.BLOCK,
        MAILBOX_CAPACITY,
        lines::onEvent);
    OpenLoopSchedule eventSchedule = new OpenLoopSchedule(WorkloadRates.EVENTS);
    bus.subscribe(
        "load-events",
        LoadEventFactory.KINDS,
        OverflowPolicy.BLOCK,
        MAILBOX_CAPACITY,
        event -> {
          long index = LoadEventFactory.indexOf(event);
          if (index >= 0) {
            loadLatencies
                .events()
                .record(System.nanoTime() - start - eventSchedule.dueNanos(index));
          }
        });
    int process = environment.printers().getFirst();
    return List.of(
        new LoadGenerator(
            "log",
            lineSchedule,
            (index, due) ->
                environment
                    .processes()
                    .input(lines.printer(index), LineRoundTrips.lineBytes(index))),
        new LoadGenerator(
            "event",
            eventSchedule,
            (index, due) -> bus.publish(LoadEventFactory.create(process, index))),
        new LoadGenerator(
            "status",
            new OpenLoopSchedule(WorkloadRates.STATUS_CHECKS),
            (index, due) -> {
              environment
                  .processes()
                  .info(1 + (int) (index % WorkloadRates.PROCESSES))
                  .state()
                  .label();
              loadLatencies.checks().record(System.nanoTime() - due);
            }),
        new LoadGenerator(
            "http",
            new OpenLoopSchedule(WorkloadRates.REQUESTS),
            (index, due) -> pages.fetch(due)));
  }

  /// Takes a sample per interval. Skips the sample after a late one, because a rate over a very
  /// short interval is meaningless.
  ///
  /// @return false if interrupted
  private boolean sample(SampleSeries series, long start, PageClient pages)
      throws InterruptedException {
    long interval = settings.interval().toNanos();
    List<LoadSample> recent = new ArrayList<>();
    for (long i = 1; i * interval <= settings.duration().toNanos(); i++) {
      long due = start + i * interval;
      while (System.nanoTime() < due) {
        if (isInterrupted()) {
          return false;
        }
        long remaining = TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime()) + 1;
        TimeUnit.MILLISECONDS.sleep(Math.min(POLL_INTERVAL_MILLIS, remaining));
        Duration elapsed = Duration.ofNanos(Math.max(0, System.nanoTime() - start));
        progress.onStatus(new LoadStatus(settings.duration(), elapsed, recent, pages.injected()));
      }
      if (series.elapsedNanos() < interval / 2) {
        continue;
      }
      recent.add(series.next());
      if (recent.size() > LoadStatus.RECENT_SAMPLES) {
        recent.removeFirst();
      }
    }
    return true;
  }

  /// Waits for pending operations as long as some of them still complete.
  private void awaitDrained(List<LoadGenerator> generators, PageClient pages)
      throws InterruptedException {
    BooleanSupplier pending =
        () ->
            loadLatencies.lines().count() < generators.get(0).completed()
                || loadLatencies.events().count() < generators.get(1).completed()
                || pages.inFlight() > 0;
    long completed = 0;
    long lastProgress = System.nanoTime();
    while (pending.getAsBoolean() && System.nanoTime() - lastProgress < DRAIN_TIMEOUT.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(5);
      long now =
          loadLatencies.lines().count()
              + loadLatencies.events().count()
              + loadLatencies.requests().count();
      lastProgress = now == completed ? lastProgress : System.nanoTime();
      completed = now;
    }
    loadLatencies.lines().drainInterval();
    loadLatencies.events().drainInterval();
    loadLatencies.checks().drainInterval();
    loadLatencies.requests().drainInterval();
  }

  /// Interrupts the test and keeps the partial result. A second call kills all processes.
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
