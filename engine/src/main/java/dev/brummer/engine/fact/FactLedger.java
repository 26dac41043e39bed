package dev.brummer.engine.fact;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.Kind;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscriber;
import dev.brummer.engine.event.Subscription;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The bus's `Facts`: what clients can ask about a run. A worker of the bus writes; any thread
/// reads snapshots or waits for a change. Bounded; see [ErrorFacts] and the sizes of the rings.
public final class FactLedger implements AutoCloseable {
  private static final int MAILBOX_CAPACITY = 1 << 12;
  private static final int MAX_REQUESTS = 1_000;
  private static final int MAX_PAGE_EVENTS = 2_000;
  private static final int MAX_DOWN = 200;

  private static final Set<Kind> KINDS =
      EnumSet.of(
          Kind.PROCESS_STARTED,
          Kind.PROCESS_EXITED,
          Kind.PROCESS_CHANGED,
          Kind.LOG_LINE,
          Kind.ERROR_DETECTED,
          Kind.BUILD_EVENT,
          Kind.WATCH_EVENT,
          Kind.TEST_FAILED,
          Kind.TEST_PASSED,
          Kind.URL_DETECTED,
          Kind.URL_EXPIRED,
          Kind.REQUEST_COMPLETED,
          Kind.PAGE_EVENT);

  private final Object lock = new Object();
  private final ErrorFacts errors = new ErrorFacts();
  private final HealingTracker healing = new HealingTracker();
  private final Map<Integer, ProcessFacts> processes = new HashMap<>();
  private final FactRing<Event.RequestCompleted> requests = new FactRing<>(MAX_REQUESTS);
  private final FactRing<Event.PageEvent> pageEvents = new FactRing<>(MAX_PAGE_EVENTS);
  private final FactRing<DownFact> down = new FactRing<>(MAX_DOWN);
  private final Subscription subscription;
  private final long startMillis = System.currentTimeMillis();
  private long sequence;
  private long changes;

  public FactLedger(EventBus bus) {
    subscription =
        bus.subscribe("Facts", KINDS, OverflowPolicy.CONFLATE, MAILBOX_CAPACITY, new Recorder());
  }

  /// Wall-clock time at which the ledger was opened; tells runs apart.
  public long startMillis() {
    return startMillis;
  }

  /// Number of the newest fact, 0 without any.
  public long sequence() {
    synchronized (lock) {
      return sequence;
    }
  }

  /// Counts the changes, those of output included; argument of [#awaitChange].
  public long changes() {
    synchronized (lock) {
      return changes;
    }
  }

  /// Waits until something has changed after `known`, at most `millis`.
  public void awaitChange(long known, long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    synchronized (lock) {
      long left = millis;
      while (changes == known && left > 0) {
        lock.wait(left);
        left = (deadline - System.nanoTime()) / 1_000_000;
      }
    }
  }

  /// The distinct errors, healed ones included; the most recent first.
  public List<ErrorFact> errors() {
    synchronized (lock) {
      return errors.all();
    }
  }

  /// The requests after a fact that pass a filter, newest first.
  public List<Event.RequestCompleted> requests(
      long after, Predicate<Event.RequestCompleted> filter) {
    synchronized (lock) {
      return requests.after(after, filter);
    }
  }

  /// The page events after a fact that pass a filter, newest first.
  public List<Event.PageEvent> pageEvents(long after, Predicate<Event.PageEvent> filter) {
    synchronized (lock) {
      return pageEvents.after(after, filter);
    }
  }

  /// The processes that went down after a fact, newest first.
  public List<DownFact> down(long after) {
    synchronized (lock) {
      return down.after(after, _ -> true);
    }
  }

  /// What a process has done about a change at `sinceMillis`.
  public Reaction reaction(int process, long sinceMillis, long nowMillis) {
    synchronized (lock) {
      ProcessFacts facts = processes.get(process);
      return facts == null
          ? new Reaction(false, true, "", -1, -1)
          : facts.tracker.reaction(sinceMillis, nowMillis);
    }
  }

  /// Time of the newest output of a process, -1 without any.
  public long lastOutputMillis(int process) {
    synchronized (lock) {
      ProcessFacts facts = processes.get(process);
      return facts == null ? -1 : facts.tracker.lastOutputMillis();
    }
  }

  /// What else is known about a process.
  public ProcessFact process(int process) {
    synchronized (lock) {
      ProcessFacts facts = processes.get(process);
      return facts == null ? ProcessFact.NONE : facts.snapshot();
    }
  }

  @Override
  public void close() {
    subscription.close();
    synchronized (lock) {
      changes++;
      lock.notifyAll();
    }
  }

  /// The subscriber.
  private final class Recorder implements Subscriber {
    @Override
    public void on(Event event) {
      synchronized (lock) {
        changes++;
        record(event);
      }
    }

    @Override
    public void missed(long count) {
      synchronized (lock) {
        changes++;
      }
    }

    @Override
    public void idle() {
      synchronized (lock) {
        lock.notifyAll();
      }
    }
  }

  private void record(Event event) {
    switch (event) {
      case Event.LogLine it -> track(it.process(), it);
      case Event.ErrorDetected it -> {
        errors.add(it, ++sequence);
        track(it.process(), it);
      }
      case Event.BuildEvent it -> onBuild(it);
      case Event.WatchEvent it -> {
        heal(it, it.process());
        track(it.process(), it);
      }
      case Event.TestFailed it -> {
        errors.add(it, ++sequence);
        track(it.process(), it);
      }
      case Event.TestPassed it -> {
        errors.testPassed(it, ++sequence);
        track(it.process(), it);
      }
      case Event.ProcessStarted it -> {
        heal(it, it.process());
        track(it.process(), it).started(it);
      }
      case Event.ProcessExited it -> {
        sequence++;
        track(it.process(), it).ended(it);
      }
      case Event.ProcessChanged it -> onState(it);
      case Event.UrlDetected it -> facts(it.process()).addUrl(it);
      case Event.UrlExpired it -> facts(it.process()).removeUrl(it.url());
      case Event.RequestCompleted it -> {
        requests.add(++sequence, it);
        track(it.process(), it);
      }
      case Event.PageEvent it -> {
        pageEvents.add(++sequence, it);
        track(it.process(), it);
      }
      default -> {}
    }
  }

  private ProcessFacts track(int process, Event event) {
    ProcessFacts facts = facts(process);
    facts.tracker.on(event);
    return facts;
  }

  private ProcessFacts facts(int process) {
    return processes.computeIfAbsent(process, _ -> new ProcessFacts());
  }

  private void onBuild(Event.BuildEvent it) {
    heal(it, it.process());
    ProcessFacts facts = track(it.process(), it);
    if (it.phase() != Event.BuildEvent.Phase.STARTED) {
      facts.build = it;
    }
    if (it.phase() == Event.BuildEvent.Phase.FAILED) {
      errors.add(buildError(it), ErrorFact.Kind.BUILD, sequence);
    }
  }

  private void heal(Event event, int process) {
    long before = healing.healedBefore(event, ++sequence);
    if (before > 0) {
      errors.healBefore(process, before, sequence);
    }
  }

  private static Event.ErrorDetected buildError(Event.BuildEvent it) {
    return new Event.ErrorDetected(
        it.process(),
        it.line(),
        1,
        "build failed",
        it.tool() + ": " + it.summary(),
        null,
        "build " + it.process() + ' ' + it.tool(),
        it.atMillis());
  }

  private void onState(Event.ProcessChanged it) {
    sequence++;
    ProcessFacts facts = track(it.process(), it);
    facts.changed(it);
    if (it.to().equals("down") || facts.isFailure(it)) {
      down.add(sequence, new DownFact(it.process(), it.name(), it.to(), it.cause(), it.atMillis()));
    }
  }
}
