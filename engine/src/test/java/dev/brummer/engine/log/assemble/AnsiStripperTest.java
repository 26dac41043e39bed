package dev.brummer.engine.log.assemble;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class AnsiStripperTest {
  @Test
  void textWithoutSequences_isReturnedAsItIs() {
    byte[] text = "plain \u00C3\u00A4".getBytes(ISO_8859_1);
    assertSame(text, AnsiStripper.strip(text));
  }

  @Test
  void sequences_areRemoved() {
    assertStripped("red", "\033[1;31mred\033[m");
    assertStripped("link", "\033]8;;http://a\033\\link\033]8;;\033\\");
  }

  @Test
  void unterminatedSequence_endsTheLine() {
    assertStripped("a", "a\033");
    assertStripped("a", "a\033[31");
    assertStripped("a", "a\033]8;;http");
  }

  @Test
  void bytesJoinedByRemoval_formNoControl() {
    assertStripped("", "\u00C2\033[m\u009B");
  }

  private static void assertStripped(String expected, String text) {
    assertEquals(expected, new String(AnsiStripper.strip(text.getBytes(ISO_8859_1)), ISO_8859_1));
  }
}
