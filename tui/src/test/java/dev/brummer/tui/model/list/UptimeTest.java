package dev.brummer.tui.model.list;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UptimeTest {
  @ParameterizedTest
  @CsvSource({
    "-5, 0s",
    "0, 0s",
    "9, 9s",
    "11, 11s",
    "59, 59s",
    "60, 1:00",
    "61, 1:01",
    "3599, 59:59",
    "3600, 1h00",
    "86399, 23h59",
    "86400, 1d",
    "8640000, 100d"
  })
  void uptime_countsSecondsForAnHour(long seconds, String text) {
    assertEquals(text, CompactFormats.uptime(seconds * 1000));
  }
}
