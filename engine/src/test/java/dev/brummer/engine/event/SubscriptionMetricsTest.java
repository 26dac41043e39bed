package dev.brummer.engine.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SubscriptionMetricsTest {
  private final SubscriptionMetrics meter = new SubscriptionMetrics();

  @Test
  void slowest_ofOneEvent_isItsTime() {
    meter.end(1, 700);
    assertEquals(700, meter.slowestNanos());
    assertEquals(1, meter.handled());
  }

  @Test
  void slowest_ofABatch_isWhatTheOthersLeave() {
    for (int i = 0; i < 100; i++) {
      meter.end(10, 1_000);
    }
    assertEquals(100, meter.slowestNanos());
    meter.end(10, 900 + 50_000);
    assertEquals(50_000, meter.slowestNanos());
  }

  @Test
  void emptyBatch_isNone() {
    meter.end(0, 5_000);
    assertEquals(0, meter.slowestNanos());
    assertEquals(0, meter.handled());
  }

  @Test
  void lag_isTheAgeOfTheFirst_andItsWorstIsKept() {
    meter.first(1_000, 1_250);
    meter.first(2_000, 2_010);
    assertEquals(10, meter.lagMillis());
    assertEquals(250, meter.worstLagMillis());
  }

  @Test
  void lag_ofAnEventFromTheFuture_isNone() {
    meter.first(2_000, 1_000);
    assertEquals(0, meter.lagMillis());
  }

  @Test
  void busy_isTheTimeOfTheBatchInHand() {
    meter.begin(100);
    assertEquals(50, meter.busyNanos(150));
    meter.end(1, 60);
    assertEquals(0, meter.busyNanos(500));
  }
}
