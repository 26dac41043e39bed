package dev.brummer.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayZoneTest {
  private static final Instant WINTER = Instant.parse("2026-01-15T12:00:00Z");
  private static final Instant SUMMER = Instant.parse("2026-07-15T12:00:00Z");

  private final TimeZone before = TimeZone.getDefault();

  @AfterEach
  void restoreDefault() {
    TimeZone.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu"})
  void system_hasTheOffsetsOfTheDefaultZone(String id) {
    TimeZone.setDefault(TimeZone.getTimeZone(id));

    for (Instant instant : new Instant[] {WINTER, SUMMER}) {
      assertEquals(
          ZoneId.of(id).getRules().getOffset(instant),
          DisplayZone.SYSTEM.offset(instant.toEpochMilli()));
    }
    assertEquals(ZoneId.of(id), DisplayZone.SYSTEM.id());
  }

  @Test
  void of_hasTheOffsetsOfTheZone() {
    DisplayZone zone = DisplayZone.of(ZoneId.of("Europe/Berlin"));

    assertEquals(ZoneOffset.ofHours(1), zone.offset(WINTER.toEpochMilli()));
    assertEquals(ZoneOffset.ofHours(2), zone.offset(SUMMER.toEpochMilli()));
  }
}
