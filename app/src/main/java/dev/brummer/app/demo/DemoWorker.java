package dev.brummer.app.demo;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Worker of the demo shop: logs an order mail every three seconds and warns about a slow mail
/// server on every fifth order.
public final class DemoWorker {
  private static final long ORDER_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final int SLOW_EVERY = 5;

  private DemoWorker() {}

  /// Runs until the process is stopped.
  public static int run() {
    DemoLog.info("worker up, queue orders");
    for (int order = 1001; ; order++) {
      LockSupport.parkNanos(ORDER_INTERVAL_NANOS);
      if (order % SLOW_EVERY == 0) {
        DemoLog.warn("order " + order + ": mail server took 2140 ms");
      } else {
        DemoLog.info("order " + order + ": mail sent");
      }
    }
  }
}
