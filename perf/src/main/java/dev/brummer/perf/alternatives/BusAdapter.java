package dev.brummer.perf.alternatives;

import dev.brummer.engine.event.Event;
import java.util.function.Consumer;

/// Common interface of the buses under comparison: delivers every event to every handler.
public interface BusAdapter extends AutoCloseable {
  /// Mailbox capacity of every bounded design.
  int CAPACITY = 8192;

  /// Publishes an event. Any thread; may block until the bus has room.
  void publish(Event event);

  @Override
  void close();

  /// Adapts a bus.
  ///
  /// @param publish publishes an event
  /// @param close closes the bus
  static BusAdapter of(Consumer<Event> publish, Runnable close) {
    return new BusAdapter() {
      @Override
      public void publish(Event event) {
        publish.accept(event);
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }
}
