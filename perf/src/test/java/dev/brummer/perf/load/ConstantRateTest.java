package dev.brummer.perf.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ConstantRateTest {
  @Test
  void due_isInTheMiddleOfEachPeriod_andDoesNotDrift() {
    ConstantRate rate = new ConstantRate(200);
    assertEquals(2_500_000, rate.dueNanos(0));
    assertEquals(7_500_000, rate.dueNanos(1));
    assertEquals(3_600_002_500_000L, rate.dueNanos(720_000));
  }

  @Test
  void paceThatDividesNoSecond_keepsItsRateForHours() {
    ConstantRate rate = new ConstantRate(3);
    assertEquals(3_600_166_666_667L, rate.dueNanos(10_800));
  }

  @Test
  void due_countsWhatBelongsToTheTime() {
    assertEquals(4_000, new ConstantRate(200).due(Duration.ofSeconds(20)));
    assertEquals(25, new ConstantRate(25).due(Duration.ofMillis(1_000)));
    assertEquals(1, new ConstantRate(0.1).due(Duration.ofSeconds(10)));
  }

  @Test
  void nothingASecond_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ConstantRate(0));
    assertThrows(IllegalArgumentException.class, () -> new ConstantRate(Double.NaN));
  }
}
