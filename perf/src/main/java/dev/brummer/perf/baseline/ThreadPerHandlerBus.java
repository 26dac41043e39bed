package dev.brummer.perf.baseline;

import dev.brummer.engine.event.Event;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Reference design of the event bus (S4, S21): a new thread per handler and event, unbounded and
/// unordered. No thread outlives its event.
public final class ThreadPerHandlerBus implements AutoCloseable {
  private final List<Consumer<Event>> handlers;
  private final AtomicInteger activeThreads = new AtomicInteger();

  public ThreadPerHandlerBus(List<Consumer<Event>> handlers) {
    this.handlers = List.copyOf(handlers);
  }

  public void publish(Event event) {
    for (Consumer<Event> handler : handlers) {
      activeThreads.incrementAndGet();
      Thread.ofPlatform()
          .start(() -> {
            handler.accept(event);
            activeThreads.decrementAndGet();
          });
    }
  }

  /// Returns the number of running handler threads.
  public int activeThreads() {
    return activeThreads.get();
  }

  @Override
  public void close() {}
}
