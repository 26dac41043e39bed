package dev.brummer.engine.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;

/// One subscriber's two bounded lanes and the flag that keeps a second worker out.
///
/// `scheduled` is 0 while nobody has to look here. A publisher that finds 0 after its event is in
/// sets 1 and hands the mailbox to the pool; the worker sets 0 when it found the lanes empty and
/// looks once more. A queue's producer index is advanced by a CAS before the publisher reads the
/// flag, and `isEmpty` reads that index, so one of the two always sees the other. The worker never
/// waits for a publisher that has advanced the index and not yet written its event (it may have
/// lost its core in between): it gives the mailbox back to the pool and lets others run.
final class Mailbox implements Subscription, MessagePassingQueue.Consumer<Event> {
  private static final VarHandle SCHEDULED;

  /// Events handled before other mailboxes get their turn.
  private static final int MAX_BATCH = 512;

  /// As long as there is work, more would only be in each other's way.
  private static final int MAX_WAKES_WHILE_BUSY = 2;

  private static final int MAX_WAKES_WHEN_EMPTY = 16;
  private static final int MAX_BLOCKED_PUBLISHERS = 1024;

  /// A publisher that nobody woke looks again after this long. Not soon: with hundreds of
  /// publishers before a full mailbox their looks alone would take a part of every core.
  private static final long RETRY_INTERVAL_NANOS = 50_000_000;

  static {
    try {
      SCHEDULED = MethodHandles.lookup().findVarHandle(Mailbox.class, "scheduled", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final EventBus bus;
  private final String name;
  private final Set<Event.Kind> kinds;
  private final OverflowPolicy overflow;
  private final Subscriber subscriber;
  private final WorkerPool workers;
  private final StripedQueues stripedQueues;

  /// Publishers that found a lane full; one may stand here more than once.
  private final MpmcAtomicArrayQueue<Thread> blockedPublishers =
      new MpmcAtomicArrayQueue<>(MAX_BLOCKED_PUBLISHERS);

  private final LongAdder dropped = new LongAdder();
  private final LongAdder blockedNanos = new LongAdder();

  @SuppressWarnings("unused") // through SCHEDULED
  private volatile int scheduled;

  private volatile boolean closed;

  private final SubscriptionMetrics subscriptionMetrics = new SubscriptionMetrics();

  // Written by the worker inside.
  private volatile long failed;
  private long reportedDrops;
  private boolean firstOfBatch;

  Mailbox(
      EventBus bus,
      String name,
      Set<Event.Kind> kinds,
      OverflowPolicy overflow,
      int capacity,
      Subscriber subscriber,
      WorkerPool workers) {
    this.bus = bus;
    this.name = name;
    this.kinds = Set.copyOf(kinds);
    this.overflow = overflow;
    this.subscriber = subscriber;
    this.workers = workers;
    this.stripedQueues = new StripedQueues(capacity, overflow == OverflowPolicy.DROP_OLDEST);
  }

  boolean accepts(Event.Kind kind) {
    return kinds.contains(kind);
  }

  /// Publisher side: waits for room if this subscription wants to lose nothing.
  void put(Event event, int stripe) {
    MessagePassingQueue<Event> lane = stripedQueues.queue(stripe);
    if (!lane.offer(event)) {
      switch (overflow) {
        case BLOCK -> putBlocking(lane, event);
        case CONFLATE -> dropped.increment();
        case DROP_OLDEST -> replaceOldest(lane, event);
      }
    }
    scheduleDrain();
  }

  /// Publisher side: never waits.
  ///
  /// @return false if an event that must not be lost was
  boolean offer(Event event, int stripe) {
    boolean accepted = add(event, stripe);
    scheduleDrain();
    return accepted;
  }

  /// Publisher side: as [#offer], but the caller calls [#scheduleDrain] before it returns.
  boolean add(Event event, int stripe) {
    MessagePassingQueue<Event> lane = stripedQueues.queue(stripe);
    boolean accepted = true;
    if (!lane.offer(event)) {
      switch (overflow) {
        case BLOCK -> {
          dropped.increment();
          accepted = false;
        }
        case CONFLATE -> dropped.increment();
        case DROP_OLDEST -> replaceOldest(lane, event);
      }
    }
    return accepted;
  }

  private void putBlocking(MessagePassingQueue<Event> lane, Event event) {
    long start = System.nanoTime();
    do {
      scheduleDrain();
      blockedPublishers.offer(Thread.currentThread());
      if (lane.offer(event)) {
        break;
      }
      LockSupport.parkNanos(this, RETRY_INTERVAL_NANOS);
    } while (!closed && !lane.offer(event));
    blockedNanos.add(System.nanoTime() - start);
  }

  /// Worker side: lets a few publishers go on when there is room for many of their events again.
  private void wakePublishers() {
    if (blockedPublishers.isEmpty() || stripedQueues.size() > stripedQueues.capacity() / 2) {
      return;
    }
    int some = stripedQueues.isEmpty() ? MAX_WAKES_WHEN_EMPTY : MAX_WAKES_WHILE_BUSY;
    for (int i = 0; i < some; i++) {
      Thread publisher = blockedPublishers.relaxedPoll();
      if (publisher == null) {
        return;
      }
      LockSupport.unpark(publisher);
    }
  }

  private void replaceOldest(MessagePassingQueue<Event> lane, Event event) {
    while (!lane.offer(event)) {
      if (lane.relaxedPoll() != null) {
        dropped.increment();
      }
    }
  }

  void scheduleDrain() {
    if (scheduled == 0 && SCHEDULED.compareAndSet(this, 0, 1)) {
      workers.schedule(this);
    }
  }

  /// Worker side: handles one batch. Called by one worker at a time.
  void drain() {
    notifyMissed();
    MailboxDrainEvent recorded = new MailboxDrainEvent();
    recorded.begin();
    long start = System.nanoTime();
    subscriptionMetrics.batchStarted(start);
    firstOfBatch = true;
    int count = 0;
    int run;
    do {
      run = stripedQueues.drain(this, MAX_BATCH);
      count += run;
    } while (run > 0 && count < MAX_BATCH && !closed);
    subscriptionMetrics.batchEnded(count, System.nanoTime() - start);
    recorded.end();
    if (recorded.shouldCommit()) {
      commit(recorded, count);
    }
    wakePublishers();
    reschedule(run);
  }

  private void commit(MailboxDrainEvent recorded, int count) {
    recorded.subscriber = name;
    recorded.events = count;
    recorded.depth = stripedQueues.size();
    recorded.lag = subscriptionMetrics.lagMillis();
    recorded.slowest = subscriptionMetrics.maxHandlingNanos();
    recorded.handled = subscriptionMetrics.handled();
    recorded.dropped = dropped.sum();
    recorded.commit();
  }

  private void reschedule(int lastRun) {
    if (closed) {
      stripedQueues.clear();
    } else if (!stripedQueues.isEmpty()) {
      if (lastRun == 0) {
        Thread.yield();
      }
      workers.schedule(this);
      return;
    } else {
      notifyIdle();
    }
    scheduled = 0;
    if (!stripedQueues.isEmpty()) {
      scheduleDrain();
    }
  }

  private void notifyMissed() {
    long lost = dropped.sum();
    if (lost == reportedDrops) {
      return;
    }
    long missed = lost - reportedDrops;
    reportedDrops = lost;
    try {
      subscriber.missed(missed);
    } catch (Throwable thrown) {
      report(thrown);
    }
  }

  private void notifyIdle() {
    try {
      subscriber.idle();
    } catch (Throwable thrown) {
      report(thrown);
    }
  }

  /// Called by the lanes' drain.
  @Override
  public void accept(Event event) {
    if (firstOfBatch) {
      firstOfBatch = false;
      subscriptionMetrics.recordLag(event.atMillis(), System.currentTimeMillis());
    }
    try {
      subscriber.on(event);
    } catch (Throwable thrown) {
      report(thrown);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the worker inside
  private void report(Throwable thrown) {
    failed++;
    bus.offer(
        new Event.InternalFailure(
            "subscriber " + name, String.valueOf(thrown), thrown, System.currentTimeMillis()));
  }

  boolean isIdle() {
    return stripedQueues.isEmpty() && scheduled == 0;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Event.Kind> kinds() {
    return kinds;
  }

  @Override
  public Stats stats() {
    return new Stats(
        name,
        stripedQueues.size(),
        stripedQueues.capacity(),
        subscriptionMetrics.handled(),
        dropped.sum(),
        failed,
        blockedNanos.sum(),
        subscriptionMetrics.maxHandlingNanos(),
        subscriptionMetrics.lagMillis(),
        subscriptionMetrics.maxLagMillis(),
        subscriptionMetrics.busyNanos(System.nanoTime()));
  }

  @Override
  public void wake() {
    scheduleDrain();
  }

  @Override
  public void close() {
    closed = true;
    bus.remove(this);
    scheduleDrain();
  }
}
