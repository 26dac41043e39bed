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
  private static final int BATCH = 512;

  /// As long as there is work, more would only be in each other's way.
  private static final int WAKE_WITH_WORK = 2;

  private static final int WAKE_WITHOUT_WORK = 16;
  private static final int MAX_WAITING = 1024;

  /// A publisher that nobody woke looks again after this long. Not soon: with hundreds of
  /// publishers before a full mailbox their looks alone would take a part of every core.
  private static final long LONGEST_WAIT_NANOS = 50_000_000;

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
  private final StripedQueues lanes;

  /// Publishers that found a lane full; one may stand here more than once.
  private final MpmcAtomicArrayQueue<Thread> waiting = new MpmcAtomicArrayQueue<>(MAX_WAITING);

  private final LongAdder dropped = new LongAdder();
  private final LongAdder blockedNanos = new LongAdder();

  @SuppressWarnings("unused") // through SCHEDULED
  private volatile int scheduled;

  private volatile boolean closed;

  private final SubscriptionMetrics meter = new SubscriptionMetrics();

  // Written by the worker inside.
  private volatile long failed;
  private long told;
  private boolean first;

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
    this.lanes = new StripedQueues(capacity, overflow == OverflowPolicy.DROP_OLDEST);
  }

  boolean wants(Event.Kind kind) {
    return kinds.contains(kind);
  }

  /// Publisher side: waits for room if this subscription wants to lose nothing.
  void put(Event event, int stripe) {
    MessagePassingQueue<Event> lane = lanes.lane(stripe);
    if (!lane.offer(event)) {
      switch (overflow) {
        case BLOCK -> putWaiting(lane, event);
        case CONFLATE -> dropped.increment();
        case DROP_OLDEST -> putOverOldest(lane, event);
      }
    }
    wake();
  }

  /// Publisher side: never waits.
  ///
  /// @return false if an event that must not be lost was
  boolean offer(Event event, int stripe) {
    boolean taken = add(event, stripe);
    wake();
    return taken;
  }

  /// Publisher side: as [#offer], but the caller calls [#wake] before it returns.
  boolean add(Event event, int stripe) {
    MessagePassingQueue<Event> lane = lanes.lane(stripe);
    boolean taken = true;
    if (!lane.offer(event)) {
      switch (overflow) {
        case BLOCK -> {
          dropped.increment();
          taken = false;
        }
        case CONFLATE -> dropped.increment();
        case DROP_OLDEST -> putOverOldest(lane, event);
      }
    }
    return taken;
  }

  private void putWaiting(MessagePassingQueue<Event> lane, Event event) {
    long start = System.nanoTime();
    do {
      wake();
      waiting.offer(Thread.currentThread());
      if (lane.offer(event)) {
        break;
      }
      LockSupport.parkNanos(this, LONGEST_WAIT_NANOS);
    } while (!closed && !lane.offer(event));
    blockedNanos.add(System.nanoTime() - start);
  }

  /// Worker side: lets a few publishers go on when there is room for many of their events again.
  private void wakeWaiting() {
    if (waiting.isEmpty() || lanes.size() > lanes.capacity() / 2) {
      return;
    }
    int some = lanes.isEmpty() ? WAKE_WITHOUT_WORK : WAKE_WITH_WORK;
    for (int i = 0; i < some; i++) {
      Thread publisher = waiting.relaxedPoll();
      if (publisher == null) {
        return;
      }
      LockSupport.unpark(publisher);
    }
  }

  private void putOverOldest(MessagePassingQueue<Event> lane, Event event) {
    while (!lane.offer(event)) {
      if (lane.relaxedPoll() != null) {
        dropped.increment();
      }
    }
  }

  void wake() {
    if (scheduled == 0 && SCHEDULED.compareAndSet(this, 0, 1)) {
      workers.schedule(this);
    }
  }

  /// Worker side: handles one batch. Called by one worker at a time.
  void drain() {
    tellMissed();
    MailboxDrainEvent recorded = new MailboxDrainEvent();
    recorded.begin();
    long start = System.nanoTime();
    meter.begin(start);
    first = true;
    int count = 0;
    int run;
    do {
      run = lanes.drain(this, BATCH);
      count += run;
    } while (run > 0 && count < BATCH && !closed);
    meter.end(count, System.nanoTime() - start);
    recorded.end();
    if (recorded.shouldCommit()) {
      commit(recorded, count);
    }
    wakeWaiting();
    giveBack(run);
  }

  private void commit(MailboxDrainEvent recorded, int count) {
    recorded.subscriber = name;
    recorded.events = count;
    recorded.depth = lanes.size();
    recorded.lag = meter.lagMillis();
    recorded.slowest = meter.slowestNanos();
    recorded.handled = meter.handled();
    recorded.dropped = dropped.sum();
    recorded.commit();
  }

  private void giveBack(int lastRun) {
    if (closed) {
      lanes.clear();
    } else if (!lanes.isEmpty()) {
      if (lastRun == 0) {
        Thread.yield();
      }
      workers.schedule(this);
      return;
    } else {
      tellIdle();
    }
    scheduled = 0;
    if (!lanes.isEmpty()) {
      wake();
    }
  }

  private void tellMissed() {
    long lost = dropped.sum();
    if (lost == told) {
      return;
    }
    long news = lost - told;
    told = lost;
    try {
      subscriber.missed(news);
    } catch (Throwable thrown) {
      report(thrown);
    }
  }

  private void tellIdle() {
    try {
      subscriber.idle();
    } catch (Throwable thrown) {
      report(thrown);
    }
  }

  /// Called by the lanes' drain.
  @Override
  public void accept(Event event) {
    if (first) {
      first = false;
      meter.first(event.atMillis(), System.currentTimeMillis());
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
        new Event.Fault(
            "subscriber " + name, String.valueOf(thrown), thrown, System.currentTimeMillis()));
  }

  boolean idle() {
    return lanes.isEmpty() && scheduled == 0;
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
        lanes.size(),
        lanes.capacity(),
        meter.handled(),
        dropped.sum(),
        failed,
        blockedNanos.sum(),
        meter.slowestNanos(),
        meter.lagMillis(),
        meter.worstLagMillis(),
        meter.busyNanos(System.nanoTime()));
  }

  @Override
  public void nudge() {
    wake();
  }

  @Override
  public void close() {
    closed = true;
    bus.remove(this);
    wake();
  }
}
