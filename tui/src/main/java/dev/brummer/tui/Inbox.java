package dev.brummer.tui;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Subscriber;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Where everything for the thread `tui` arrives. Keys are bounded by a person's fingers. Of events
/// at most [#EVENTS] wait, more are counted as missed: the screen then shows what the store and the
/// snapshot say. A log line is not kept at all, it only says that there is something new to paint.
final class Inbox implements Subscriber {
  private static final int EVENTS = 4096;

  private final LinkedBlockingQueue<Msg> messages = new LinkedBlockingQueue<>();
  private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong missed = new AtomicLong();
  private final AtomicBoolean lines = new AtomicBoolean();
  private final Semaphore wake = new Semaphore(0);

  /// From any thread.
  void offer(Msg message) {
    messages.add(message);
    wake.release();
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.LogLine) {
      if (!lines.getAndSet(true)) {
        wake.release();
      }
      return;
    }
    if (waiting.incrementAndGet() > EVENTS) {
      waiting.decrementAndGet();
      missed.incrementAndGet();
      return;
    }
    events.add(event);
    wake.release();
  }

  @Override
  public void missed(long count) {
    missed.addAndGet(count);
  }

  long missedSoFar() {
    return missed.get();
  }

  /// Waits until something has arrived or the time is over.
  void await(long nanos) throws InterruptedException {
    if (wake.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      wake.drainPermits();
    }
  }

  /// Hands out what has arrived.
  ///
  /// @return whether there was anything, log lines included
  boolean drain(Consumer<Msg> keys, Consumer<Event> facts) {
    boolean any = lines.getAndSet(false);
    ArrayDeque<Msg> typed = new ArrayDeque<>();
    messages.drainTo(typed);
    any |= !typed.isEmpty();
    typed.forEach(keys);
    for (Event event = events.poll(); event != null; event = events.poll()) {
      waiting.decrementAndGet();
      any = true;
      facts.accept(event);
    }
    return any;
  }
}
