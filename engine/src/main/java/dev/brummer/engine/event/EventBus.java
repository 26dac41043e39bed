package dev.brummer.engine.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Carries events from whoever saw them to whoever subscribed.
///
/// A fixed pool of workers drains one bounded mailbox per subscriber, in batches, at most one
/// worker in a mailbox at a time. From that follows what callers may rely on:
///
/// - **Order.** A subscriber sees the events of one publisher in the order they were published,
///   within a lane. There are two lanes: [Event.Kind#LOG_LINE], [Event.Kind#REQUEST_COMPLETED] and
///   [Event.Kind#PAGE_EVENT] are bulk, everything else is urgent and overtakes bulk, so a flood of
///   lines never delays a `ProcessExited`. Who needs the lines before it reads the log store.
/// - **Isolation.** A slow or stuck subscriber fills its own mailbox and nobody else's. It holds
///   one worker while it is stuck; the pool adds a spare when all of them are held.
/// - **Loss is counted.** What a full mailbox does is its [OverflowPolicy]; see
///   [Subscription.Stats].
/// - **No allocation.** Publishing allocates nothing beyond the event its caller made.
///
/// Any thread may publish, except that a subscriber must use [#offer]: waiting for another mailbox
/// on a worker could stop them all.
public final class EventBus implements AutoCloseable {
  private static final Mailbox[] NO_MAILBOXES = {};

  private final WorkerPool workers;
  private final List<Mailbox> mailboxes = new ArrayList<>();

  /// Indexed by kind; replaced whole under the lock of `mailboxes`, read without one.
  private volatile Mailbox[][] routes = emptyRoutes();

  private volatile boolean closed;

  /// A bus with as many workers as there are cores, at least two.
  public EventBus() {
    this(Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  public EventBus(int workers) {
    this.workers = new WorkerPool(workers);
  }

  /// Puts a subscriber on the bus; it sees what is published from now on.
  ///
  /// @param name shown in the System view and in stack dumps
  /// @param capacity events a lane of the mailbox holds, rounded up to a power of two
  /// @throws IllegalStateException if the bus is closed or has 1024 subscribers already
  public Subscription subscribe(
      String name,
      Set<Event.Kind> kinds,
      OverflowPolicy overflow,
      int capacity,
      Subscriber subscriber) {
    Mailbox mailbox = new Mailbox(this, name, kinds, overflow, capacity, subscriber, workers);
    synchronized (mailboxes) {
      if (closed) {
        throw new IllegalStateException("bus is closed: " + name);
      }
      if (mailboxes.size() == WorkerPool.MAX_MAILBOXES) {
        throw new IllegalStateException("too many subscribers: " + name);
      }
      mailboxes.add(mailbox);
      rebuildRoutes();
    }
    return mailbox;
  }

  /// Puts a subscriber of every kind on the bus.
  public Subscription subscribeAll(
      String name, OverflowPolicy overflow, int capacity, Subscriber subscriber) {
    return subscribe(name, EnumSet.allOf(Event.Kind.class), overflow, capacity, subscriber);
  }

  /// Gives the event to every subscriber of its kind; waits for room where a full mailbox says
  /// [OverflowPolicy#BLOCK]. Never from a subscriber. After [#close] it does nothing.
  public void publish(Event event) {
    Event.Kind kind = event.kind();
    int stripe = StripedQueues.stripe(kind);
    for (Mailbox mailbox : routes[kind.ordinal()]) {
      mailbox.put(event, stripe);
    }
  }

  /// Gives the event to every subscriber of its kind without ever waiting.
  ///
  /// @return false if a mailbox that wants to lose nothing was full and has lost this one (counted)
  public boolean offer(Event event) {
    Event.Kind kind = event.kind();
    int stripe = StripedQueues.stripe(kind);
    boolean accepted = true;
    for (Mailbox mailbox : routes[kind.ordinal()]) {
      accepted &= mailbox.offer(event, stripe);
    }
    return accepted;
  }

  /// As [#offer], several at once in their order; a sleeping subscriber is woken once for all of
  /// them, which is what costs most where events come one by one.
  public void offerAll(Collection<? extends Event> events) {
    Mailbox[][] targets = routes;
    long kinds = 0;
    for (Event event : events) {
      int kind = event.kind().ordinal();
      int stripe = StripedQueues.stripe(event.kind());
      kinds |= 1L << kind;
      for (Mailbox mailbox : targets[kind]) {
        mailbox.add(event, stripe);
      }
    }
    for (; kinds != 0; kinds &= kinds - 1) {
      for (Mailbox mailbox : targets[Long.numberOfTrailingZeros(kinds)]) {
        mailbox.scheduleDrain();
      }
    }
  }

  /// Who is on the bus, in the order of subscription.
  public List<Subscription> subscriptions() {
    synchronized (mailboxes) {
      return List.copyOf(mailboxes);
    }
  }

  /// The counters of every subscriber.
  public List<Subscription.Stats> stats() {
    synchronized (mailboxes) {
      return mailboxes.stream().map(Mailbox::stats).toList();
    }
  }

  /// Waits until every mailbox is empty and no subscriber is at work, or the time is over.
  ///
  /// @return whether it is so
  public boolean awaitIdle(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!allIdle()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
    }
    return true;
  }

  /// Takes no more events, lets the subscribers finish what they have for at most two seconds, and
  /// ends the workers.
  @Override
  public void close() {
    close(Duration.ofSeconds(2));
  }

  /// As [#close()], with a time limit of the caller's.
  ///
  /// @return whether everything was handled
  public boolean close(Duration timeout) {
    synchronized (mailboxes) {
      closed = true;
      routes = emptyRoutes();
    }
    boolean drained = awaitIdle(timeout);
    workers.close();
    return drained;
  }

  void remove(Mailbox mailbox) {
    synchronized (mailboxes) {
      mailboxes.remove(mailbox);
      if (!closed) {
        rebuildRoutes();
      }
    }
  }

  private boolean allIdle() {
    synchronized (mailboxes) {
      return mailboxes.stream().allMatch(Mailbox::isIdle);
    }
  }

  private void rebuildRoutes() {
    Mailbox[][] next = emptyRoutes();
    for (Event.Kind kind : Event.Kind.values()) {
      next[kind.ordinal()] =
          mailboxes.stream().filter(m -> m.accepts(kind)).toArray(Mailbox[]::new);
    }
    routes = next;
  }

  private static Mailbox[][] emptyRoutes() {
    Mailbox[][] none = new Mailbox[Event.Kind.values().length][];
    Arrays.fill(none, NO_MAILBOXES);
    return none;
  }
}
