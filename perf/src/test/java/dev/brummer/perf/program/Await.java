package dev.brummer.perf.program;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Waits for conditions in tests.
final class Await {
  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);

  private Await() {}

  static void until(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("timed out");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
