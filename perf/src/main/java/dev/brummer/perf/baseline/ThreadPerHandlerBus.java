package dev.brummer.perf.baseline;

import dev.brummer.engine.event.Event;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The seed's event bus "before" (S4, S21): a new thread for every handler of every event, without
/// bound, without order, with nothing left running in between.
public final class ThreadPerHandlerBus implements AutoCloseable {
  private final List<Consumer<Event>> handlers;
  private final AtomicInteger activeThreads = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  public ThreadPerHandlerBus(List<Consumer<Event>> handlers) {
    this.handlers = List.copyOf(handlers);
  }

  public void publish(Event event) {
    for (Consumer<Event> handler : handlers) {
      int now = activeThreads.incrementAndGet();
      most.accumulateAndGet(now, Math::max);
      Thread.ofPlatform()
          .start(() -> {
            handler.accept(event);
            activeThreads.decrementAndGet();
          });
    }
  }

  /// Handler threads alive now.
  public int activeThreads() {
    return activeThreads.get();
  }

  /// The largest number of handler threads alive at one time.
  public int mostThreads() {
    return most.get();
  }

  @Override
  public void close() {}
}
