package dev.brummer.engine.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SubscriptionMetricsTest {
  private final SubscriptionMetrics subscriptionMetrics = new SubscriptionMetrics();

  @Test
  void slowest_ofOneEvent_isItsTime() {
    subscriptionMetrics.batchEnded(1, 700);
    assertEquals(700, subscriptionMetrics.maxHandlingNanos());
    assertEquals(1, subscriptionMetrics.handled());
  }

  @Test
  void slowest_ofABatch_isWhatTheOthersLeave() {
    for (int i = 0; i < 100; i++) {
      subscriptionMetrics.batchEnded(10, 1_000);
    }
    assertEquals(100, subscriptionMetrics.maxHandlingNanos());
    subscriptionMetrics.batchEnded(10, 900 + 50_000);
    assertEquals(50_000, subscriptionMetrics.maxHandlingNanos());
  }

  @Test
  void emptyBatch_isNone() {
    subscriptionMetrics.batchEnded(0, 5_000);
    assertEquals(0, subscriptionMetrics.maxHandlingNanos());
    assertEquals(0, subscriptionMetrics.handled());
  }

  @Test
  void lag_isTheAgeOfTheFirst_andItsWorstIsKept() {
    subscriptionMetrics.recordLag(1_000, 1_250);
    subscriptionMetrics.recordLag(2_000, 2_010);
    assertEquals(10, subscriptionMetrics.lagMillis());
    assertEquals(250, subscriptionMetrics.maxLagMillis());
  }

  @Test
  void lag_ofAnEventFromTheFuture_isNone() {
    subscriptionMetrics.recordLag(2_000, 1_000);
    assertEquals(0, subscriptionMetrics.lagMillis());
  }

  @Test
  void busy_isTheTimeOfTheBatchInHand() {
    subscriptionMetrics.batchStarted(100);
    assertEquals(50, subscriptionMetrics.busyNanos(150));
    subscriptionMetrics.batchEnded(1, 60);
    assertEquals(0, subscriptionMetrics.busyNanos(500));
  }
}
