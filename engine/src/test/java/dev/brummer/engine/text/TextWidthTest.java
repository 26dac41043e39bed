package dev.brummer.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextWidthTest {
  @ParameterizedTest
  @CsvSource({
    "a, 1",
    "é, 1",
    "│, 1",
    "…, 1",
    "日, 2",
    "한, 2",
    "ａ, 2",
    "🚀, 2",
    "⚠, 1",
    "e\u0301, 1",
    "'\u200b', 0",
    "'\u202e', 0",
    "'\ufe0f', 0",
    "日本語ab, 8",
    "'', 0"
  })
  void columns(String text, int columns) {
    assertEquals(columns, TextWidth.of(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2630, 2",
    "2638, 1",
    "303F, 1",
    "3097, 1",
    "1100, 2",
    "1161, 0",
    "11A8, 0",
    "1F6D8, 1",
    "2FFFE, 1",
    "30000, 2",
    "AD, 0",
    "2028, 0"
  })
  void columnsOfCodePoint(String codePoint, int columns) {
    assertEquals(columns, TextWidth.of(Integer.parseInt(codePoint, 16)));
  }

  /// Unicode 16 has 182,719 code points with East Asian Width W or F. Seven of them are nonspacing
  /// marks.
  @Test
  void wideCodePoints_areThoseOfUnicode16() {
    long wide =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(codePoint -> TextWidth.of(codePoint) == 2)
            .count();
    assertEquals(182_719 - 7, wide);
  }

  @Test
  void categoriesOfTheRuntime_areThoseOfUnicode16() {
    int newInUnicode16 = 0x1C89;
    assertNotEquals(Character.UNASSIGNED, Character.getType(newInUnicode16));
  }

  @Test
  void ofEveryCodePoint_isZeroOneOrTwo() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      int columns = TextWidth.of(codePoint);
      assertEquals(Math.clamp(columns, 0, 2), columns);
    }
  }
}
