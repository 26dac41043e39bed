package dev.brummer.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {
  @ParameterizedTest
  @CsvSource({"10,10000", "10s,10000", "0,0", "500ms,500", "2m,120000", "1h,3600000"})
  void duration_isReadWithItsUnit(String text, long millis) {
    assertEquals(Duration.ofMillis(millis), new DurationConverter().convert(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "-1", "1d", "1.5s", "1 s", "9999999999"})
  void anythingElse_isRefusedWithExamples(String text) {
    TypeConversionException thrown =
        assertThrows(TypeConversionException.class, () -> new DurationConverter().convert(text));
    assertTrue(String.valueOf(thrown.getMessage()).contains("10s, 500ms or 2m"));
  }

  @Test
  void theLongest_isNotCut() {
    assertEquals(Duration.ofMinutes(999_999_999), new DurationConverter().convert("999999999m"));
  }
}
