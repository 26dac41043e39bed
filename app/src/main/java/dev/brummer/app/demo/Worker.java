package dev.brummer.app.demo;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The shop's worker: sends order mails, one every few seconds, and now and then the mail server is
/// slow.
public final class Worker {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final int SLOW_EVERY = 5;

  private Worker() {}

  /// Works until ended.
  public static int work() {
    Say.info("worker up, queue orders");
    for (int order = 1001; ; order++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      if (order % SLOW_EVERY == 0) {
        Say.warn("order " + order + ": mail server took 2140 ms");
      } else {
        Say.info("order " + order + ": mail sent");
      }
    }
  }
}
