package dev.brummer.app.mcp.http;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// Looks for idle clients at an interval, while there are clients: without any, no thread wakes.
final class ExpiryTimer {
  private final long intervalNanos;
  private final BooleanSupplier expire;
  private final AtomicBoolean scheduled = new AtomicBoolean();

  /// @param expire disconnects idle clients and tells whether any are left; called by the executor
  ExpiryTimer(Duration interval, BooleanSupplier expire) {
    this.intervalNanos = interval.toNanos();
    this.expire = expire;
  }

  /// Starts the timer unless it runs. To be called after a client has connected, by any thread.
  @SuppressWarnings("FutureReturnValueIgnored") // runs until the executor ends
  void ensureScheduled(ScheduledExecutorService executor) {
    if (scheduled.compareAndSet(false, true)) {
      try {
        executor.schedule(() -> run(executor), intervalNanos, TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException closed) {
        return; // and with it all clients
      }
    }
  }

  /// The flag is cleared before the look: a client that connects meanwhile is seen or sets it.
  private void run(ScheduledExecutorService executor) {
    scheduled.set(false);
    if (expire.getAsBoolean()) {
      ensureScheduled(executor);
    }
  }
}
