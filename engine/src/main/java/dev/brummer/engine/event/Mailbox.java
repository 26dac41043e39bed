package dev.brummer.engine.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;

/// One subscriber's two bounded lanes and the flag that keeps a second worker out.
///
/// `scheduled` is 0 while nobody has to look here. A publisher that finds 0 after its event is in
/// sets 1 and hands the mailbox to the pool; the worker sets 0 when it found the lanes empty and
/// looks once more. The queue's producer index is advanced by a CAS before the publisher reads the
/// flag, and `isEmpty` reads that index, so one of the two always sees the other.
final class Mailbox implements Subscription {
  private static final VarHandle SCHEDULED;

  /// Events handled before other mailboxes get their turn.
  private static final int BATCH = 256;

  private static final int SPINS = 64;
  private static final long FULL_PARK_NANOS = 50_000;

  static {
    try {
      SCHEDULED = MethodHandles.lookup().findVarHandle(Mailbox.class, "scheduled", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Bus bus;
  private final String name;
  private final Set<Event.Kind> kinds;
  private final Overflow overflow;
  private final int capacity;
  private final Subscriber subscriber;
  private final WorkerPool workers;
  private final Queue<Event> bulk;
  private final Queue<Event> urgent;
  private final LongAdder dropped = new LongAdder();
  private final LongAdder blockedNanos = new LongAdder();

  @SuppressWarnings("unused") // through SCHEDULED
  private volatile int scheduled;

  private volatile boolean closed;

  /// Owned by the worker that is inside; read by stats.
  private volatile long handled;

  private volatile long failed;
  private volatile long slowestNanos;
  private long told;

  Mailbox(
      Bus bus,
      String name,
      Set<Event.Kind> kinds,
      Overflow overflow,
      int capacity,
      Subscriber subscriber,
      WorkerPool workers) {
    this.bus = bus;
    this.name = name;
    this.kinds = Set.copyOf(kinds);
    this.overflow = overflow;
    this.subscriber = subscriber;
    this.workers = workers;
    this.bulk = lane(overflow, capacity);
    this.urgent = lane(overflow, capacity);
    this.capacity = Math.max(2, Integer.highestOneBit(Math.max(1, capacity - 1)) << 1);
  }

  private static Queue<Event> lane(Overflow overflow, int capacity) {
    int size = Math.max(2, capacity);
    return overflow == Overflow.DROP_OLDEST
        ? new MpmcAtomicArrayQueue<>(size)
        : new MpscAtomicArrayQueue<>(size);
  }

  boolean wants(Event.Kind kind) {
    return kinds.contains(kind);
  }

  /// Publisher side: waits for room if this subscription wants to lose nothing.
  void put(Event event) {
    Queue<Event> lane = lane(event);
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
  boolean offer(Event event) {
    Queue<Event> lane = lane(event);
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
    wake();
    return taken;
  }

  private Queue<Event> lane(Event event) {
    return switch (event.kind()) {
      case LOG_LINE, REQUEST_SERVED, PAGE_SIGNAL -> bulk;
      case PROCESS_STARTED,
          PROCESS_EXITED,
          ERROR_DETECTED,
          BUILD_EVENT,
          TEST_FAILED,
          TEST_PASSED,
          MCP_ACTIVITY,
          MCP_CONNECTED,
          MCP_DISCONNECTED,
          PROCESS_CHANGED,
          RESOURCES_SAMPLED,
          URL_DETECTED,
          URL_FORGOTTEN,
          ROUTE_OPENED,
          ROUTE_CLOSED,
          NOTICE,
          FAULT ->
          urgent;
    };
  }

  private void putWaiting(Queue<Event> lane, Event event) {
    long start = System.nanoTime();
    wake();
    int spins = 0;
    while (!closed && !lane.offer(event)) {
      if (spins++ < SPINS) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(this, FULL_PARK_NANOS);
      }
    }
    blockedNanos.add(System.nanoTime() - start);
  }

  private void putOverOldest(Queue<Event> lane, Event event) {
    while (!lane.offer(event)) {
      if (lane.poll() != null) {
        dropped.increment();
      }
    }
  }

  private void wake() {
    if ((int) SCHEDULED.getVolatile(this) == 0 && SCHEDULED.compareAndSet(this, 0, 1)) {
      workers.schedule(this);
    }
  }

  /// Worker side: handles one batch. Called by one worker at a time.
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the worker inside
  void drain() {
    long start = System.nanoTime();
    int count = 0;
    tellMissed();
    while (count < BATCH && !closed) {
      Event event = urgent.poll();
      if (event == null) {
        event = bulk.poll();
        if (event == null) {
          break;
        }
      }
      count++;
      handle(event);
    }
    if (count > 0) {
      handled = handled + count;
      slowestNanos = Math.max(slowestNanos, (System.nanoTime() - start) / count);
    }
    finish(count);
  }

  private void finish(int count) {
    if (closed) {
      urgent.clear();
      bulk.clear();
    } else if (count < BATCH) {
      try {
        subscriber.idle();
      } catch (Throwable thrown) {
        report(thrown);
      }
    }
    if (count == BATCH && !closed) {
      workers.schedule(this);
      return;
    }
    SCHEDULED.setVolatile(this, 0);
    if (!empty()) {
      wake();
    }
  }

  private void tellMissed() {
    long lost = dropped.sum();
    if (lost != told) {
      long news = lost - told;
      told = lost;
      try {
        subscriber.missed(news);
      } catch (Throwable thrown) {
        report(thrown);
      }
    }
  }

  private void handle(Event event) {
    try {
      subscriber.on(event);
    } catch (Throwable thrown) {
      report(thrown);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the worker inside
  private void report(Throwable thrown) {
    failed = failed + 1;
    bus.offer(
        new Event.Fault(
            "subscriber " + name, String.valueOf(thrown), thrown, System.currentTimeMillis()));
  }

  boolean idle() {
    return empty() && (int) SCHEDULED.getVolatile(this) == 0;
  }

  private boolean empty() {
    return urgent.isEmpty() && bulk.isEmpty();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Stats stats() {
    return new Stats(
        name,
        urgent.size() + bulk.size(),
        capacity,
        handled,
        dropped.sum(),
        failed,
        blockedNanos.sum(),
        slowestNanos);
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
