package dev.brummer.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.program.UserException;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeParserTest {
  private static final ZonedDateTime NOW =
      ZonedDateTime.parse("2026-01-31T12:00:00+01:00[Europe/Berlin]");

  @ParameterizedTest
  @CsvSource({
    "30s, 2026-01-31T10:59:30Z",
    "10m, 2026-01-31T10:50:00Z",
    "2h, 2026-01-31T09:00:00Z",
    "1d, 2026-01-30T11:00:00Z",
    "09:41, 2026-01-31T08:41:00Z",
    "09:41:03, 2026-01-31T08:41:03Z",
    "2026-01-30, 2026-01-29T23:00:00Z",
    "2026-01-30 09:41, 2026-01-30T08:41:00Z",
    "2026-01-30T09:41:00Z, 2026-01-30T09:41:00Z",
    "2026-01-30T09:41:00.250+02:00, 2026-01-30T07:41:00.250Z"
  })
  void moment_isReadAsPeopleWriteIt(String text, Instant moment) {
    assertEquals(moment.toEpochMilli(), TimeParser.parse("--since", text, NOW));
  }

  @Test
  void anythingElse_isSaidToBeNone() {
    UserException thrown =
        assertThrows(UserException.class, () -> TimeParser.parse("--since", "yesterday", NOW));
    assertTrue(
        thrown.text().startsWith("invalid time for --since: \"yesterday\" (use 10m"),
        thrown.text());
  }
}
