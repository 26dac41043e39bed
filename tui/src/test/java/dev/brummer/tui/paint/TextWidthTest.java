package dev.brummer.tui.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

  @Test
  void ofEveryCodePoint_isZeroOneOrTwo() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      int columns = TextWidth.of(codePoint);
      assertEquals(Math.clamp(columns, 0, 2), columns);
    }
  }
}
