package dev.brummer.proxy.http;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.proxy.history.RequestHistory;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Records completed requests and publishes them in batches. A request enters the history
/// immediately and the bus at the end of the loop's turn, under load batched over a few
/// milliseconds: waking a sleeping subscriber costs more than handling a request. Confined to the
/// event loop; bounded by the requests served within the flush interval.
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
  void add(Event.RequestCompleted completed, long now) {
    history.add(completed);
    pending.add(completed);
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

  /// Publishes a notice for the user immediately.
  void publishNotice(String text) {
    bus.offer(new Event.Notice(text, System.currentTimeMillis()));
  }

  /// Publishes the pending requests; called at the latest before the loop ends.
  void flush() {
    lastFlushNanos = System.nanoTime();
    bus.offerAll(pending);
    pending.clear();
  }
}
