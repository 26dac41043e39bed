package dev.brummer.proxy.http;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.proxy.history.RequestHistory;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Tells what an event loop has served. A request goes into the history at once, and to the bus at
/// the end of the loop's turn, under load together with those of the next few milliseconds: to wake
/// a sleeping subscriber for each of them costs more than to read and to write it. Confined to the
/// loop; bounded by what can be served in that time.
final class CompletionPublisher {
  private static final long FLUSH_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  private final EventLoop loop;
  private final EventBus bus;
  private final RequestHistory history;
  private final List<Event.RequestCompleted> pending = new ArrayList<>();
  private long lastFlushNanos = System.nanoTime() - FLUSH_INTERVAL_NANOS;

  CompletionPublisher(EventLoop loop, EventBus bus, RequestHistory history) {
    this.loop = loop;
    this.bus = bus;
    this.history = history;
  }

  /// @param now [System#nanoTime]
  void add(Event.RequestCompleted served, long now) {
    history.add(served);
    pending.add(served);
    if (pending.size() > 1) {
      return;
    }
    long pause = lastFlushNanos + FLUSH_INTERVAL_NANOS - now;
    if (pause > 0) {
      var _ = loop.schedule(this::flush, pause, TimeUnit.NANOSECONDS);
    } else {
      loop.execute(this::flush);
    }
  }

  /// Says something to the user at once.
  void publishNotice(String text) {
    bus.offer(new Event.Notice(text, System.currentTimeMillis()));
  }

  /// Tells what waits, at the latest before the loop ends.
  void flush() {
    lastFlushNanos = System.nanoTime();
    bus.offerAll(pending);
    pending.clear();
  }
}
