package dev.brummer.tui.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CanvasTest {
  @ParameterizedTest
  @CsvSource({
    "hello, 5, hello",
    "hello!, 5, hell…",
    "日本語, 6, 日本語",
    "日本語, 5, 日本…",
    "日本語, 4, 日…",
    "'', 5, ''",
  })
  void text_tooLong_endsInEllipsis(String text, int columns, String shown) {
    Canvas canvas = canvas(10);
    canvas.text(0, 0, columns, text, PackedStyle.PLAIN);
    assertEquals(shown + "\n", canvas.screenText());
  }

  @Test
  void wideCharacter_halfOverwritten_isBlanked() {
    Canvas canvas = canvas(6);
    canvas.text(0, 0, 6, "日本語", PackedStyle.PLAIN);
    canvas.put(1, 0, 'x', PackedStyle.PLAIN);
    canvas.put(4, 0, 'y', PackedStyle.PLAIN);
    assertEquals(" x本y\n", canvas.screenText());
  }

  @Test
  void combiningMark_joinsTheCellBefore() {
    Canvas canvas = canvas(4);
    assertEquals(2, canvas.text(0, 0, 4, "e\u0301x", PackedStyle.PLAIN));
    assertEquals("e\u0301x\n", canvas.screenText());
  }

  @Test
  void charactersThatLie_areShown() {
    Canvas canvas = canvas(40);
    canvas.text(0, 0, 40, "a\u202eb\u200f\udb40\udc41\033\r\u3164c", PackedStyle.PLAIN);
    assertEquals("a<U+202E>b<U+200F><U+E0041>␛␍<U+3164>c\n", canvas.screenText());
  }

  @Test
  void codePointWithoutShape_isReplaced() {
    Canvas canvas = canvas(6);
    for (int codePoint : new int[] {0x85, 0x3164, 0xFFFE, 0xD800, 0x115F}) {
      canvas.clear();
      canvas.put(0, 0, codePoint, PackedStyle.PLAIN);
      assertEquals("\ufffd\n", canvas.screenText());
    }
    canvas.put(1, 0, 0x34F, PackedStyle.PLAIN);
    assertEquals("\ufffd\n", canvas.screenText());
  }

  @Test
  void drawing_outside_changesNothing() {
    Canvas canvas = canvas(3);
    canvas.text(-2, 0, 3, "ab", PackedStyle.PLAIN);
    canvas.text(0, 5, 3, "ab", PackedStyle.PLAIN);
    canvas.text(7, 0, 3, "ab", PackedStyle.PLAIN);
    canvas.box(new Rect(-5, -5, 2, 2), PackedStyle.PLAIN);
    assertEquals("\n", canvas.screenText());
  }

  @Test
  void ascii_showsOneAsciiCharacterAColumn() {
    Canvas canvas = new Canvas(true);
    canvas.resize(8, 1);
    canvas.text(0, 0, 8, "●日é│x", PackedStyle.PLAIN);
    assertEquals("*? ?|x\n", canvas.screenText());
  }

  private static Canvas canvas(int columns) {
    Canvas canvas = new Canvas(false);
    canvas.resize(columns, 1);
    return canvas;
  }
}
