package dev.brummer.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fields and day rules as in crontab(5) and robfig/cron, daylight saving time as in cronie.
final class CronExpressionTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // expression | after | next
        "* * * * *            | 2026-03-10T12:00    | 2026-03-10T12:01",
        "* * * * *            | 2026-03-10T12:00:59 | 2026-03-10T12:01",
        "30 14 * * *          | 2026-03-10T14:29:59 | 2026-03-10T14:30",
        "30 14 * * *          | 2026-03-10T14:30    | 2026-03-11T14:30",
        "*/15 * * * *         | 2026-03-10T12:46    | 2026-03-10T13:00",
        "5/20 * * * *         | 2026-03-10T12:26    | 2026-03-10T12:45",
        "10-20/5 * * * *      | 2026-03-10T12:16    | 2026-03-10T12:20",
        "0,30 9-17 * * MON-FRI| 2026-03-13T17:30    | 2026-03-16T09:00",
        "0 0 31 * *           | 2026-03-31T00:00    | 2026-05-31T00:00",
        "0 0 29 2 *           | 2026-03-01T00:00    | 2028-02-29T00:00",
        "0 0 29 feb *         | 2096-03-01T00:00    | 2104-02-29T00:00",
        "0 0 * * 7            | 2026-03-10T00:00    | 2026-03-15T00:00",
        "0 0 * * 0            | 2026-03-10T00:00    | 2026-03-15T00:00",
        "0 0 * * 5-7          | 2026-03-14T00:00    | 2026-03-15T00:00",
        "0 0 13 * fri         | 2026-03-10T00:00    | 2026-03-13T00:00",
        "0 0 13 * fri         | 2026-03-13T00:00    | 2026-03-20T00:00",
        "0 0 15 * fri         | 2026-03-13T00:00    | 2026-03-15T00:00",
        "0 0 ? * fri          | 2026-03-13T00:00    | 2026-03-20T00:00",
        "0 0 15 * ?           | 2026-03-13T00:00    | 2026-03-15T00:00",
        "0 0 */10 * mon       | 2026-03-11T00:00    | 2026-03-16T00:00",
        "@hourly              | 2026-03-10T12:01    | 2026-03-10T13:00",
        "@daily               | 2026-12-31T12:01    | 2027-01-01T00:00",
        "@weekly              | 2026-03-10T12:01    | 2026-03-15T00:00",
        "@monthly             | 2026-01-31T12:01    | 2026-02-01T00:00",
        "@Yearly              | 2026-01-31T12:01    | 2027-01-01T00:00",
      })
  void next_inUtc(String expression, String after, String next) {
    assertEquals(
        utc(next), CronExpression.parse(expression).next(utc(after), ZoneOffset.UTC), expression);
  }

  /// On 2026-03-29 the clock goes from 02:00 to 03:00, on 2026-10-25 from 03:00 to 02:00.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 2 * * *    | 2026-03-29T01:59+01:00 | 2026-03-29T03:30+02:00",
        "30 2 * * *    | 2026-03-29T03:30+02:00 | 2026-03-30T02:30+02:00",
        "30 2,3 * * *  | 2026-03-29T03:30+02:00 | 2026-03-30T02:30+02:00",
        "*/30 * * * *  | 2026-03-29T01:30+01:00 | 2026-03-29T03:00+02:00",
        "30 2 * * *    | 2026-10-25T01:00+02:00 | 2026-10-25T02:30+02:00",
        "30 2 * * *    | 2026-10-25T02:30+02:00 | 2026-10-26T02:30+01:00",
        "30 2 * * *    | 2026-10-25T02:10+01:00 | 2026-10-26T02:30+01:00",
        "*/30 * * * *  | 2026-10-25T02:30+02:00 | 2026-10-25T02:00+01:00",
        "*/30 * * * *  | 2026-10-25T02:30+01:00 | 2026-10-25T03:00+01:00",
      })
  void next_acrossDaylightSavingTime(String expression, String after, String next) {
    Instant from = OffsetDateTime.parse(after).toInstant();
    assertEquals(
        OffsetDateTime.parse(next).toInstant(),
        CronExpression.parse(expression).next(from, BERLIN),
        expression);
  }

  @Test
  void weekdays_ofAMonth_haveNoGapAndNoRepetition() {
    CronExpression nine = CronExpression.parse("0 9 * * 1-5");
    List<Integer> days = new ArrayList<>();
    Instant at = utc("2026-02-28T00:00");
    for (int i = 0; i < 22; i++) {
      at = nine.next(at, ZoneOffset.UTC);
      days.add(at.atOffset(ZoneOffset.UTC).getDayOfMonth());
    }
    assertEquals(
        List.of(2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20, 23, 24, 25, 26, 27, 30, 31),
        days);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * *        | a cron expression has five fields (minute, hour, day of month, month, day of week), not 4",
        "0 * * * * *    | a cron expression has five fields (minute, hour, day of month, month, day of week), not 6",
        "60 * * * *     | minute must be 0 to 59, not \"60\"",
        "* 24 * * *     | hour must be 0 to 23, not \"24\"",
        "* * 0 * *      | day of month must be 1 to 31, not \"0\"",
        "* * * 13 *     | month must be 1 to 12, not \"13\"",
        "* * * * 8      | day of week must be 0 to 7, not \"8\"",
        "* * * foo *    | month must be 1 to 12, not \"foo\"",
        "5-1 * * * *    | minute must be 0 to 59, not \"5-1\"",
        "*/0 * * * *    | minute must be 0 to 59, not \"*/0\"",
        "1,,2 * * * *   | minute must be 0 to 59, not \"\"",
        "1/2/3 * * * *  | minute must be 0 to 59, not \"1/2/3\"",
        "-1 * * * *     | minute must be 0 to 59, not \"-1\"",
        "99999999999 * * * * | minute must be 0 to 59, not \"99999999999\"",
        "0 0 30 2 *     | no month has such a day: \"0 0 30 2 *\"",
        "0 0 31 4,6 *   | no month has such a day: \"0 0 31 4,6 *\"",
        "@fortnightly   | unknown nickname \"@fortnightly\": use @hourly, @daily, @weekly or @monthly",
      })
  void invalidExpression_isNamed(String expression, String message) {
    IllegalArgumentException problem =
        assertThrows(
            IllegalArgumentException.class, () -> CronExpression.parse(expression), expression);
    assertEquals(message, problem.getMessage());
  }

  @Test
  void emptyExpression_isNamed() {
    assertThrows(IllegalArgumentException.class, () -> CronExpression.parse("  "));
  }

  private static Instant utc(String local) {
    return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
  }
}
