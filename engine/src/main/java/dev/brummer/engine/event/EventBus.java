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

/// Delivers published events to subscribers.
///
/// A fixed pool of workers drains one bounded mailbox per subscriber in batches. At most one worker
/// drains a mailbox at a time. Guarantees:
///
/// - **Order.** A subscriber receives the events of one publisher in publication order within a
///   lane. There are two lanes: [Event.Kind#LOG_LINE], [Event.Kind#REQUEST_COMPLETED] and
///   [Event.Kind#PAGE_EVENT] use the bulk lane, all other kinds the urgent lane. Urgent events
///   overtake bulk events, so a flood of lines never delays a `ProcessExited`. To read the
///   preceding lines, query the log store.
/// - **Isolation.** A slow or stuck subscriber fills only its own mailbox. A stuck subscriber
///   occupies one worker; the pool adds a spare worker when all workers are occupied.
/// - **Counted loss.** The [OverflowPolicy] of a subscription decides what a full mailbox does;
///   [Subscription.Stats] counts every dropped event.
/// - **No allocation.** Publishing allocates nothing beyond the event itself.
///
/// Any thread may publish, except that subscribers must use [#offer]: a worker that waits for
/// another mailbox could deadlock the pool.
public final class EventBus implements AutoCloseable {
  private static final Mailbox[] NO_MAILBOXES = {};

  private final WorkerPool workers;
  private final List<Mailbox> mailboxes = new ArrayList<>();

  /// Indexed by kind. Replaced as a whole under the lock of `mailboxes`, read without a lock.
  private volatile Mailbox[][] routes = emptyRoutes();

  private volatile boolean closed;

  /// Creates a bus with one worker per core, at least two.
  public EventBus() {
    this(Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  public EventBus(int workers) {
    this.workers = new WorkerPool(workers);
  }

  /// Adds a subscriber; it receives events published from now on.
  ///
  /// @param name shown in the System view and in thread dumps
  /// @param capacity maximum events per lane of the mailbox, rounded up to a power of two
  /// @throws IllegalStateException if the bus is closed or already has 1024 subscribers
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

  /// Adds a subscriber to events of all kinds.
  public Subscription subscribeAll(
      String name, OverflowPolicy overflow, int capacity, Subscriber subscriber) {
    return subscribe(name, EnumSet.allOf(Event.Kind.class), overflow, capacity, subscriber);
  }

  /// Delivers the event to every subscriber of its kind. Blocks while a mailbox with
  /// [OverflowPolicy#BLOCK] is full; must not be called by a subscriber. Does nothing after
  /// [#close].
  public void publish(Event event) {
    Event.Kind kind = event.kind();
    int stripe = StripedQueues.stripe(kind);
    for (Mailbox mailbox : routes[kind.ordinal()]) {
      mailbox.put(event, stripe);
    }
  }

  /// Delivers the event to every subscriber of its kind without blocking.
  ///
  /// @return false if a full mailbox with [OverflowPolicy#BLOCK] rejected the event; its statistics
  ///   count it as dropped
  public boolean offer(Event event) {
    Event.Kind kind = event.kind();
    int stripe = StripedQueues.stripe(kind);
    boolean accepted = true;
    for (Mailbox mailbox : routes[kind.ordinal()]) {
      accepted &= mailbox.offer(event, stripe);
    }
    return accepted;
  }

  /// Delivers several events in order without blocking. Wakes each sleeping subscriber once instead
  /// of once per event, because wake-ups dominate the cost of sparse events.
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

  /// All subscriptions in the order of subscribing.
  public List<Subscription> subscriptions() {
    synchronized (mailboxes) {
      return List.copyOf(mailboxes);
    }
  }

  /// Statistics of all subscriptions.
  public List<Subscription.Stats> stats() {
    synchronized (mailboxes) {
      return mailboxes.stream().map(Mailbox::stats).toList();
    }
  }

  /// Waits until all mailboxes are empty and no subscriber is running, or until the timeout.
  ///
  /// @return false on timeout
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

  /// Stops accepting events, drains the mailboxes for at most two seconds and stops the workers.
  @Override
  public void close() {
    close(Duration.ofSeconds(2));
  }

  /// Stops accepting events, drains the mailboxes until the timeout and stops the workers.
  ///
  /// @return whether all events were handled
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
