package dev.brummer.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IntervalParserTest {
  @ParameterizedTest
  @CsvSource({
    "300ms, PT0.3S",
    "1.5h, PT1H30M",
    "1h30m, PT1H30M",
    "1h0m0.5s, PT1H0.5S",
    "2us, PT0.000002S",
    "999999999h, PT999999999H"
  })
  void parse_addsTheParts(String text, Duration duration) {
    assertEquals(duration, IntervalParser.parse(text), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "-1s", "1d", "1 h", "1h ", "1hm"})
  void parse_rejectsAnythingElse(String text) {
    assertThrows(IllegalArgumentException.class, () -> IntervalParser.parse(text), text);
  }
}
