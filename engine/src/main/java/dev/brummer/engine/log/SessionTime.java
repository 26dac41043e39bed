package dev.brummer.engine.log;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// The start of a session in its name, as `20260131-094512-345` in UTC. A `DateTimeFormatter` would
/// add its loading time to every start.
final class SessionTime {
  private static final int DATE = 100_000_000;
  private static final int TIME = 1_000_000;

  private SessionTime() {}

  static String format(long millis) {
    int milli = (int) Math.floorMod(millis, 1_000L);
    LocalDateTime at =
        LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1_000L), 0, ZoneOffset.UTC);
    int date = (at.getYear() * 100 + at.getMonthValue()) * 100 + at.getDayOfMonth();
    int time = (at.getHour() * 100 + at.getMinute()) * 100 + at.getSecond();
    return digits(DATE, date) + "-" + digits(TIME, time) + "-" + digits(1_000, milli);
  }

  /// @param unit the power of ten with as many zeros as there are digits
  private static String digits(int unit, int number) {
    return String.valueOf(unit + number).substring(1);
  }

  /// @param text eight, six and three digits
  /// @return milliseconds since the epoch; 0 if there is no such time
  static long parse(String text) {
    int date = Integer.parseInt(text, 0, 8, 10);
    int time = Integer.parseInt(text, 9, 15, 10);
    try {
      LocalDateTime at =
          LocalDateTime.of(
              date / 10_000,
              date / 100 % 100,
              date % 100,
              time / 10_000,
              time / 100 % 100,
              time % 100);
      return at.toEpochSecond(ZoneOffset.UTC) * 1_000 + Integer.parseInt(text, 16, 19, 10);
    } catch (DateTimeException none) {
      return 0;
    }
  }
}
