package dev.brummer.perf.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.perf.result.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NANOS|41.2|41.2 ns",
        "NANOS|999.7|1.00 µs",
        "NANOS|287463|287 µs",
        "NANOS|2300000|2.30 ms",
        "BYTES|0|0 B",
        "BYTES|456|456 B",
        "BYTES_PER_SECOND|6400000|6.40 MB/s",
        "PER_SECOND|8000|8.00 k/s",
        "PERCENT|45|45.0 %",
        "COUNT|1450|1,450",
        "COUNT|2.5|2.50",
        "TIMES|0.05|0.05x"
      })
  void number_isShownWithThreeDigitsInTheUnitThatKeepsItShort(
      Unit unit, double value, String text) {
    assertEquals(text, QuantityFormat.format(unit, value));
  }

  @Test
  void nothing_isShownAsNothing_andAnInfiniteRatioAsADash() {
    assertEquals("", QuantityFormat.format(Unit.NANOS, (Double) null));
    assertEquals("∞", QuantityFormat.formatRatio(Double.POSITIVE_INFINITY));
  }
}
