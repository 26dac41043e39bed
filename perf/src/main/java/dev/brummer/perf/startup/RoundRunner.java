package dev.brummer.perf.startup;

import dev.brummer.engine.Engine;
import dev.brummer.engine.EngineSettings;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.process.ProcessEnd;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.supervisor.ProcessTreeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs one round: creates an engine, starts all processes, waits until they are up and shuts them
/// down.
///
/// Confined to the thread that runs it. The bus subscriber only queues events with their arrival
/// time; [#kill] is thread-safe.
final class RoundRunner implements AutoCloseable {
  private static final long POLL_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /// Limits usage polling to one twentieth of a core.
  private static final int POLL_COST_FACTOR = 20;

  private static final int MAILBOX_CAPACITY = 1 << 12;
  private static final int LAST_LINES = 10;
  private static final Duration QUERY_TIMEOUT = Duration.ofMillis(200);
  private static final Duration EVENT_TIMEOUT = Duration.ofSeconds(5);

  private final StartupPlan plan;
  private final Engine engine = new Engine(EngineSettings.inMemory());
  private final ProcessTreeMeter meter = engine.processes().meter();
  private final LinkedBlockingQueue<TimedEvent> events = new LinkedBlockingQueue<>();
  private final List<ProcessTimeline> timelines = new ArrayList<>();
  private long nextSampleNanos;

  /// An event with its arrival time.
  private record TimedEvent(Event event, long nanos) {}

  /// Observes a running round; called every 50 ms.
  interface RoundListener {
    /// @return false to end the round
    boolean shouldContinue(List<ProcessInfo> processes, Duration since);
  }

  /// @param unawaited names of processes that the round does not wait for
  RoundRunner(StartupPlan plan, Set<String> unawaited) {
    this.plan = plan;
    engine
        .bus()
        .subscribe(
            "up",
            EnumSet.of(Event.Kind.PROCESS_STARTED, Event.Kind.PROCESS_CHANGED),
            OverflowPolicy.BLOCK,
            MAILBOX_CAPACITY,
            event -> events.add(new TimedEvent(event, System.nanoTime())));
    for (ProcessSpec spec : plan.processes()) {
      engine.processes().register(spec);
      timelines.add(new ProcessTimeline(spec.readiness(), !unawaited.contains(spec.name())));
    }
  }

  /// Runs the round. All processes have ended when it returns.
  RoundResult run(int number, RoundListener listener) throws InterruptedException {
    long zero = System.nanoTime();
    engine.processes().startByName(plan.started());
    boolean finished = awaitAll(zero, listener);
    List<ProcessInfo> up = infos();
    long now = System.nanoTime();
    List<StartupOutcome> outcomes =
        up.stream().map(info -> timeline(info.id()).outcome(info.state(), !finished, now)).toList();
    long stop = System.nanoTime();
    List<String> survivors = new ArrayList<>(engine.processes().shutDown());
    double stopSeconds = (System.nanoTime() - stop) / 1e9;
    awaitEndEvents();
    Set<String> reported = new HashSet<>(survivors);
    meter.members().stream().filter(reported::add).forEach(survivors::add);
    List<ProcessStartupTimes> startups = new ArrayList<>();
    for (int i = 0; i < up.size(); i++) {
      ProcessInfo info = up.get(i);
      StartupOutcome outcome = outcomes.get(i);
      List<String> lines = outcome.isUp() ? List.of() : lastLines(info.id());
      startups.add(timeline(info.id()).toStartup(info, outcome, zero, lines));
    }
    return new RoundResult(number, finished, startups, stopSeconds, survivors);
  }

  /// Kills all processes. Any thread.
  void kill() {
    engine.processes().killAll();
  }

  @Override
  public void close() {
    meter.close();
    engine.close();
  }

  /// @return false if the listener ended the round
  private boolean awaitAll(long zero, RoundListener listener) throws InterruptedException {
    while (true) {
      applyEvents(Duration.ofNanos(POLL_INTERVAL_NANOS));
      long now = System.nanoTime();
      Duration since = Duration.ofNanos(now - zero);
      boolean keepRunning = listener.shouldContinue(infos(), since);
      if (allSettled(now) || since.compareTo(plan.limit()) >= 0 || !keepRunning) {
        sampleUsage(true);
        return keepRunning;
      }
      engine.processes().pollPorts();
      sampleUsage(false);
    }
  }

  /// Waits for the pending end events of processes that have ended.
  private void awaitEndEvents() throws InterruptedException {
    long deadline = System.nanoTime() + EVENT_TIMEOUT.toNanos();
    boolean pending = true;
    while (pending && System.nanoTime() < deadline) {
      applyEvents(Duration.ofNanos(POLL_INTERVAL_NANOS));
      pending = infos().stream().anyMatch(i -> hasEnded(i) && timeline(i.id()).isAlive());
    }
  }

  private boolean allSettled(long now) {
    List<ProcessInfo> infos = infos();
    boolean othersWaiting =
        infos.stream().anyMatch(info -> info.state() instanceof ProcessState.Waiting);
    return infos.stream()
        .allMatch(info -> timeline(info.id()).isSettled(info.state(), othersWaiting, now));
  }

  /// Applies the queued events.
  ///
  /// @param wait maximum time to wait for the first event
  private void applyEvents(Duration wait) throws InterruptedException {
    TimedEvent first = events.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    for (@Nullable TimedEvent event = first; event != null; event = events.poll()) {
      applyEvents(event);
    }
  }

  private void applyEvents(TimedEvent event) {
    if (event.event() instanceof Event.ProcessStarted started) {
      timeline(started.process()).onStarted(event.nanos());
    } else if (event.event() instanceof Event.ProcessChanged changed) {
      ProcessTimeline timeline = timeline(changed.process());
      if (changed.to().equals("ready")) {
        timeline.onReady(event.nanos(), changed.cause());
        nextSampleNanos = 0;
      } else if (changed.to().equals("stopping")) {
        timeline.onStopping(event.nanos());
      } else if (hasEnded(engine.processes().info(changed.process()))) {
        timeline.onEnded(event.nanos());
      }
    }
  }

  private static boolean hasEnded(ProcessInfo info) {
    return ProcessEnd.of(info.state()) != null;
  }

  private void sampleUsage(boolean force) {
    long now = System.nanoTime();
    if (!force && now < nextSampleNanos) {
      return;
    }
    for (Map.Entry<Integer, ProcessTreeMeter.Usage> used : meter.measure().entrySet()) {
      timeline(used.getKey()).onUsage(used.getValue(), now);
    }
    long cost = System.nanoTime() - now;
    nextSampleNanos = now + Math.max(POLL_INTERVAL_NANOS, POLL_COST_FACTOR * cost);
  }

  private ProcessTimeline timeline(int id) {
    return timelines.get(id - 1);
  }

  private List<ProcessInfo> infos() {
    return engine.processes().snapshot();
  }

  /// Returns the last output lines of a process, or brummer's messages about it if it printed
  /// nothing.
  private List<String> lastLines(int process) {
    List<StoredLine> all = engine.logs().tail(process, LAST_LINES, QUERY_TIMEOUT);
    boolean printed = all.stream().anyMatch(line -> line.source().isOutput());
    return all.stream()
        .filter(line -> !printed || line.source().isOutput())
        .map(StoredLine::plainString)
        .toList();
  }
}
