package dev.brummer.engine.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SessionTimeTest {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  @Test
  void format_anyTime_sameAsFormatterAndParsedBack() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      long millis = random.nextLong(0, Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli());
      String text = SessionTime.format(millis);
      assertEquals(FORMAT.format(Instant.ofEpochMilli(millis)), text);
      assertEquals(millis, SessionTime.parse(text));
    }
  }

  @Test
  void parse_noSuchTime_zero() {
    assertEquals(0, SessionTime.parse("20261301-000000-000"));
    assertEquals(0, SessionTime.parse("20260230-000000-000"));
    assertEquals(0, SessionTime.parse("20260101-246060-000"));
  }
}
