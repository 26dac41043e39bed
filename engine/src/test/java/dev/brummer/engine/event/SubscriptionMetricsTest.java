package dev.brummer.engine.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SubscriptionMetricsTest {
  private final SubscriptionMetrics metrics = new SubscriptionMetrics();

  @Test
  void slowest_ofOneEvent_isItsTime() {
    metrics.batchEnded(1, 700);
    assertEquals(700, metrics.maxHandlingNanos());
    assertEquals(1, metrics.handled());
  }

  @Test
  void slowest_ofABatch_isWhatTheOthersLeave() {
    for (int i = 0; i < 100; i++) {
      metrics.batchEnded(10, 1_000);
    }
    assertEquals(100, metrics.maxHandlingNanos());
    metrics.batchEnded(10, 900 + 50_000);
    assertEquals(50_000, metrics.maxHandlingNanos());
  }

  @Test
  void emptyBatch_isNone() {
    metrics.batchEnded(0, 5_000);
    assertEquals(0, metrics.maxHandlingNanos());
    assertEquals(0, metrics.handled());
  }

  @Test
  void lag_isTheAgeOfTheFirst_andItsWorstIsKept() {
    metrics.recordLag(1_000, 1_250);
    metrics.recordLag(2_000, 2_010);
    assertEquals(10, metrics.lagMillis());
    assertEquals(250, metrics.maxLagMillis());
  }

  @Test
  void lag_ofAnEventFromTheFuture_isNone() {
    metrics.recordLag(2_000, 1_000);
    assertEquals(0, metrics.lagMillis());
  }

  @Test
  void busy_isTheTimeOfTheBatchInHand() {
    metrics.batchStarted(100);
    assertEquals(50, metrics.busyNanos(150));
    metrics.batchEnded(1, 60);
    assertEquals(0, metrics.busyNanos(500));
  }
}
