package dev.brummer.engine.timer;

import static dev.brummer.engine.timer.CoalescedTimer.PERIOD_NANOS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoalescedTimerTest {
  private static final long MILLI = 1_000_000;

  @ParameterizedTest
  @CsvSource({
    "3, 14_999, 15_002",
    "3, 0, 3",
    "0, 15_000, 15_000",
    "1, 15_000, 15_000",
    "7_499, 15_000, 15_000",
    "7_500, 15_000, 30_000",
    "14_999, 15_000, 30_000",
    "15_040, 15_000, 30_000",
    "100, 60_000, 60_000",
    "-1, 15_000, 15_000",
    "-7_501, 15_000, 0",
    "-20_000, 15_000, 0",
    "-25_000, 15_000, -15_000",
  })
  void dueTime_isTheNearestCommonInstant(String now, String interval, String due) {
    assertEquals(
        millis(due) * MILLI, CoalescedTimer.due(millis(now) * MILLI, millis(interval) * MILLI));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "7499999999", "7500000000", "14999999999", "-1", "-15000000000"})
  void dueTime_isLaterThanNow(long now) {
    long pause = CoalescedTimer.due(now, PERIOD_NANOS) - now;
    assertEquals(PERIOD_NANOS, pause, PERIOD_NANOS / 2.0);
  }

  private static long millis(String number) {
    return Long.parseLong(number.replace("_", ""));
  }
}
