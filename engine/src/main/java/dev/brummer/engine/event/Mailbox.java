package dev.brummer.engine.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.FlightRecorder;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/// The bounded queues of one subscriber and the flag that excludes a second worker.
///
/// `scheduled` is 0 when no drain is scheduled. A publisher adds its event first; if it then reads
/// 0, it sets 1 and hands the mailbox to the pool. A worker that finds the queues empty sets 0 and
/// checks the queues once more. A publisher advances the producer index by CAS before it reads the
/// flag, and `isEmpty` reads that index, so at least one of the two sees the other. A publisher may
/// be preempted between advancing the index and writing its event. A worker does not wait for it
/// but reschedules the mailbox and serves others.
final class Mailbox implements Subscription, MessagePassingQueue.Consumer<Event> {
  private static final VarHandle SCHEDULED;

  /// Events handled before the worker moves to the next mailbox.
  private static final int MAX_BATCH = 512;

  /// While work remains, waking more publishers only adds contention.
  private static final int MAX_WAKES_WHILE_BUSY = 2;

  private static final int MAX_WAKES_WHEN_EMPTY = 16;
  private static final int MAX_BLOCKED_PUBLISHERS = 1024;

  /// A blocked publisher retries after this time even without a wake-up. Short intervals are
  /// harmful: hundreds of publishers polling a full mailbox take CPU from the handlers.
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
  private final StripedQueues queues;

  /// Publishers that found a queue full. May contain a thread more than once.
  private final MpmcAtomicArrayQueue<Thread> blockedPublishers =
      new MpmcAtomicArrayQueue<>(MAX_BLOCKED_PUBLISHERS);

  private final LongAdder dropped = new LongAdder();
  private final LongAdder blockedNanos = new LongAdder();

  @SuppressWarnings("unused") // accessed through SCHEDULED
  private volatile int scheduled;

  private volatile boolean closed;

  private final SubscriptionMetrics metrics = new SubscriptionMetrics();

  // Written by the draining worker.
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
    this.queues = new StripedQueues(capacity, overflow == OverflowPolicy.DROP_OLDEST);
  }

  boolean accepts(Event.Kind kind) {
    return kinds.contains(kind);
  }

  /// Publisher side: blocks while the mailbox is full if the policy is [OverflowPolicy#BLOCK].
  void put(Event event, int stripe) {
    MessagePassingQueue<Event> queue = queues.queue(stripe);
    if (!queue.offer(event)) {
      if (overflow == OverflowPolicy.BLOCK) {
        putBlocking(queue, event);
      } else {
        replaceOrDrop(queue, event);
      }
    }
    scheduleDrain();
  }

  /// Publisher side: never blocks.
  ///
  /// @return false if the event was rejected by an [OverflowPolicy#BLOCK] mailbox
  boolean offer(Event event, int stripe) {
    boolean accepted = add(event, stripe);
    scheduleDrain();
    return accepted;
  }

  /// Publisher side: as [#offer], but the caller must call [#scheduleDrain] afterwards.
  boolean add(Event event, int stripe) {
    MessagePassingQueue<Event> queue = queues.queue(stripe);
    boolean accepted = queue.offer(event);
    if (!accepted) {
      replaceOrDrop(queue, event);
    }
    return accepted || overflow != OverflowPolicy.BLOCK;
  }

  private void replaceOrDrop(MessagePassingQueue<Event> queue, Event event) {
    if (overflow == OverflowPolicy.DROP_OLDEST) {
      replaceOldest(queue, event);
    } else {
      dropped.increment();
    }
  }

  private void putBlocking(MessagePassingQueue<Event> queue, Event event) {
    long start = System.nanoTime();
    do {
      scheduleDrain();
      blockedPublishers.offer(Thread.currentThread());
      if (queue.offer(event)) {
        break;
      }
      LockSupport.parkNanos(this, RETRY_INTERVAL_NANOS);
    } while (!closed && !queue.offer(event));
    blockedNanos.add(System.nanoTime() - start);
  }

  /// Worker side: wakes a few publishers once at least half of the capacity is free.
  private void wakePublishers() {
    if (blockedPublishers.isEmpty() || queues.size() > queues.capacity() / 2) {
      return;
    }
    int wakes = queues.isEmpty() ? MAX_WAKES_WHEN_EMPTY : MAX_WAKES_WHILE_BUSY;
    for (int i = 0; i < wakes; i++) {
      Thread publisher = blockedPublishers.relaxedPoll();
      if (publisher == null) {
        return;
      }
      LockSupport.unpark(publisher);
    }
  }

  private void replaceOldest(MessagePassingQueue<Event> queue, Event event) {
    while (!queue.offer(event)) {
      if (queue.relaxedPoll() != null) {
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
    MailboxDrainEvent drainEvent = beginDrainEvent();
    long start = System.nanoTime();
    metrics.batchStarted(start);
    firstOfBatch = true;
    int count = 0;
    int run;
    do {
      run = queues.drain(this, MAX_BATCH);
      count += run;
    } while (run > 0 && count < MAX_BATCH && !closed);
    metrics.batchEnded(count, System.nanoTime() - start);
    if (drainEvent != null) {
      commit(drainEvent, count);
    }
    wakePublishers();
    reschedule(run);
  }

  /// Null while there is no recording. The first use of an event class registers it, which takes
  /// longer than the rest of a start.
  private static @Nullable MailboxDrainEvent beginDrainEvent() {
    if (!FlightRecorder.isInitialized()) {
      return null;
    }
    MailboxDrainEvent drainEvent = new MailboxDrainEvent();
    drainEvent.begin();
    return drainEvent;
  }

  private void commit(MailboxDrainEvent drainEvent, int count) {
    drainEvent.end();
    if (!drainEvent.shouldCommit()) {
      return;
    }
    drainEvent.subscriber = name;
    drainEvent.events = count;
    drainEvent.depth = queues.size();
    drainEvent.lag = metrics.lagMillis();
    drainEvent.slowest = metrics.maxHandlingNanos();
    drainEvent.handled = metrics.handled();
    drainEvent.dropped = dropped.sum();
    drainEvent.commit();
  }

  private void reschedule(int lastRun) {
    if (closed) {
      queues.clear();
    } else if (!queues.isEmpty()) {
      if (lastRun == 0) {
        Thread.yield();
      }
      workers.schedule(this);
      return;
    } else {
      notifyIdle();
    }
    scheduled = 0;
    if (!queues.isEmpty()) {
      scheduleDrain();
    }
  }

  private void notifyMissed() {
    long total = dropped.sum();
    if (total == reportedDrops) {
      return;
    }
    long missed = total - reportedDrops;
    reportedDrops = total;
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

  /// Receives one event from the drained queues.
  @Override
  public void accept(Event event) {
    if (firstOfBatch) {
      firstOfBatch = false;
      metrics.recordLag(event.atMillis(), System.currentTimeMillis());
    }
    try {
      subscriber.on(event);
    } catch (Throwable thrown) {
      report(thrown);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // single writer: the draining worker
  private void report(Throwable thrown) {
    failed++;
    bus.offer(Event.InternalFailure.of("subscriber " + name, thrown, System.currentTimeMillis()));
  }

  boolean isIdle() {
    return queues.isEmpty() && scheduled == 0;
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
        queues.size(),
        queues.capacity(),
        metrics.handled(),
        dropped.sum(),
        failed,
        blockedNanos.sum(),
        metrics.maxHandlingNanos(),
        metrics.lagMillis(),
        metrics.maxLagMillis(),
        metrics.busyNanos(System.nanoTime()));
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
