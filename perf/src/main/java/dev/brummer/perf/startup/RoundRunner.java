package dev.brummer.perf.startup;

import dev.brummer.engine.Engine;
import dev.brummer.engine.EngineSettings;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.process.ProcessEnd;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.supervisor.ProcessTreeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One round: an engine, everybody started, watched until all are there, and stopped.
///
/// Owner: the thread that runs it. The bus only puts what happens into a queue, with the moment;
/// [#kill] may come from any thread.
final class RoundRunner implements AutoCloseable {
  private static final long POLL_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /// Looking at the trees may take a twentieth of a core.
  private static final int MAX_POLL_SHARE = 20;

  private static final int MAILBOX_CAPACITY = 1 << 12;
  private static final int LAST_LINES = 10;
  private static final Duration QUERY_TIMEOUT = Duration.ofMillis(200);
  private static final Duration EVENT_TIMEOUT = Duration.ofSeconds(5);

  private final StartupPlan plan;
  private final Engine engine = new Engine(EngineSettings.inMemory());
  private final ProcessTreeMeter meter = engine.processes().meter();
  private final LinkedBlockingQueue<TimedEvent> events = new LinkedBlockingQueue<>();
  private final List<ProcessTimeline> timelines = new ArrayList<>();
  private long nextMeasure;

  /// Something happened, and when.
  private record TimedEvent(Event event, long nanos) {}

  /// Tells how it goes; called every 50 ms.
  interface RoundListener {
    /// @return false to end the round now
    boolean shouldContinue(List<ProcessInfo> processes, Duration since);
  }

  /// @param unawaited names of those that the round may end without
  RoundRunner(StartupPlan plan, Set<String> unawaited) {
    this.plan = plan;
    engine
        .bus()
        .subscribe(
            "bench up",
            EnumSet.of(Event.Kind.PROCESS_STARTED, Event.Kind.PROCESS_CHANGED),
            OverflowPolicy.BLOCK,
            MAILBOX_CAPACITY,
            event -> events.add(new TimedEvent(event, System.nanoTime())));
    for (ProcessSpec spec : plan.processes()) {
      engine.processes().register(spec);
      timelines.add(new ProcessTimeline(spec.readiness(), !unawaited.contains(spec.name())));
    }
  }

  /// Runs it to its end; everybody has ended then.
  StartupRound run(int number, RoundListener roundListener) throws InterruptedException {
    long zero = System.nanoTime();
    engine.processes().startByName(plan.started());
    boolean finished = awaitAll(zero, roundListener);
    List<ProcessInfo> up = infos();
    long now = System.nanoTime();
    List<StartupOutcome> outcomes =
        up.stream().map(info -> timeline(info.id()).outcome(info.state(), !finished, now)).toList();
    long stop = System.nanoTime();
    List<String> survivors = new ArrayList<>(engine.processes().shutDown());
    double stopSeconds = (System.nanoTime() - stop) / 1e9;
    awaitEndEvents();
    Set<String> left = new HashSet<>(survivors);
    meter.members().stream().filter(left::add).forEach(survivors::add);
    List<ProcessStartup> arrivals = new ArrayList<>();
    for (int i = 0; i < up.size(); i++) {
      ProcessInfo info = up.get(i);
      StartupOutcome outcome = outcomes.get(i);
      List<String> lines = outcome.isUp() ? List.of() : lastLines(info.id());
      arrivals.add(timeline(info.id()).toStartup(info, outcome, zero, lines));
    }
    return new StartupRound(number, finished, arrivals, stopSeconds, survivors);
  }

  /// Ends everybody now. Any thread.
  void kill() {
    engine.processes().killAll();
  }

  @Override
  public void close() {
    meter.close();
    engine.close();
  }

  /// @return false if it was given up on the watcher's word
  private boolean awaitAll(long zero, RoundListener roundListener) throws InterruptedException {
    while (true) {
      applyEvents(Duration.ofNanos(POLL_INTERVAL_NANOS));
      long now = System.nanoTime();
      Duration since = Duration.ofNanos(now - zero);
      boolean goesOn = roundListener.shouldContinue(infos(), since);
      if (allSettled(now) || since.compareTo(plan.limit()) >= 0 || !goesOn) {
        sampleUsage(true);
        return goesOn;
      }
      engine.processes().pollPorts();
      sampleUsage(false);
    }
  }

  /// All have ended, but the bus may not have told of each yet.
  private void awaitEndEvents() throws InterruptedException {
    long deadline = System.nanoTime() + EVENT_TIMEOUT.toNanos();
    boolean untold = true;
    while (untold && System.nanoTime() < deadline) {
      applyEvents(Duration.ofNanos(POLL_INTERVAL_NANOS));
      untold =
          infos().stream()
              .anyMatch(i -> ProcessEnd.of(i.state()) != null && timeline(i.id()).isAlive());
    }
  }

  private boolean allSettled(long now) {
    List<ProcessInfo> infos = infos();
    boolean somebodyWaits =
        infos.stream().anyMatch(info -> info.state() instanceof ProcessState.Waiting);
    return infos.stream()
        .allMatch(info -> timeline(info.id()).isSettled(info.state(), somebodyWaits, now));
  }

  /// Takes what has happened; waits at most so long for the first of it.
  private void applyEvents(Duration wait) throws InterruptedException {
    TimedEvent first = events.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    for (@Nullable TimedEvent it = first; it != null; it = events.poll()) {
      applyEvents(it);
    }
  }

  private void applyEvents(TimedEvent it) {
    if (it.event() instanceof Event.ProcessStarted started) {
      timeline(started.process()).onStarted(it.nanos());
    } else if (it.event() instanceof Event.ProcessChanged changed) {
      ProcessTimeline timeline = timeline(changed.process());
      if (changed.to().equals("ready")) {
        timeline.onReady(it.nanos(), changed.cause());
        nextMeasure = 0;
      } else if (changed.to().equals("stopping")) {
        timeline.onStopping(it.nanos());
      } else if (ProcessEnd.of(infos().get(changed.process() - 1).state()) != null) {
        timeline.onEnded(it.nanos());
      }
    }
  }

  private void sampleUsage(boolean atOnce) {
    long now = System.nanoTime();
    if (!atOnce && now < nextMeasure) {
      return;
    }
    for (Map.Entry<Integer, ProcessTreeMeter.Usage> used : meter.measure().entrySet()) {
      timeline(used.getKey()).onUsage(used.getValue(), now);
    }
    long cost = System.nanoTime() - now;
    nextMeasure = now + Math.max(POLL_INTERVAL_NANOS, MAX_POLL_SHARE * cost);
  }

  private ProcessTimeline timeline(int id) {
    return timelines.get(id - 1);
  }

  private List<ProcessInfo> infos() {
    return engine.processes().snapshot();
  }

  /// Its own, or what brummer said of it where it has printed none.
  private List<String> lastLines(int process) {
    BitSet only = new BitSet();
    only.set(process);
    LogQuery query = new LogQuery(only, LogLevel.NONE, null);
    List<StoredLine> all =
        engine.logs().before(query, Long.MAX_VALUE, LAST_LINES, QUERY_TIMEOUT).lines();
    boolean printed = all.stream().anyMatch(line -> line.source() != LogSource.BRUMMER);
    return all.stream()
        .filter(line -> !printed || line.source() != LogSource.BRUMMER)
        .map(StoredLine::plain)
        .map(StoredLine::string)
        .toList();
  }
}
