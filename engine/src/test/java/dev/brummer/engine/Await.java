package dev.brummer.engine;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for conditions that no component signals.
public final class Await {
  public static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final long POLL_INTERVAL_NANOS = 2_000_000;

  private Await() {}

  /// Polls until the condition holds; fails the test after [#TIMEOUT].
  public static void until(String condition, BooleanSupplier isMet) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!isMet.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("timed out waiting for " + condition);
      }
      LockSupport.parkNanos(POLL_INTERVAL_NANOS);
    }
  }
}
