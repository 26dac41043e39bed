package dev.brummer.app.project.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({"300ms,300", "1.5h,5400000", "1h30m,5400000", "2m10s,130000", "0s,0"})
  void durations_areRead(String text, long millis) {
    assertEquals(Duration.ofMillis(millis), GoDuration.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "1d", "1h 30m", "-1s", "1s!"})
  void otherTexts_areNone(String text) {
    assertNull(GoDuration.parse(text));
  }
}
