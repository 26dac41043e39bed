package dev.brummer.engine.log.assemble;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8SanitizerTest {
  @Test
  void validText_isReturnedAsItIs() {
    byte[] text = "a\033[31mä€😀\tz".getBytes(UTF_8);
    assertSame(text, Utf8Sanitizer.sanitize(text));
  }

  @Test
  void everyByteThatIsNoUtf8_isReplaced() {
    assertPrintable("a\uFFFDb", 'a', 0x9B, 'b');
    assertPrintable("\uFFFD\uFFFD", 0xC2, 0x9B);
    assertPrintable("\uFFFD\uFFFD\uFFFD", 0xE0, 0x82, 0x9B);
    assertPrintable("\uFFFD\uFFFD\uFFFD", 0xED, 0xA0, 0x80);
    assertPrintable("\uFFFD\uFFFD", 0xE2, 0x82);
    assertPrintable("\uFFFDa", 0xFF, 'a');
    assertPrintable("\uFFFD\uFFFD\uFFFD\uFFFD", 0xF4, 0x90, 0x80, 0x80);
  }

  @Test
  void anyBytes_becomeValidUtf8WithoutControls() throws CharacterCodingException {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] text = new byte[random.nextInt(12)];
      random.nextBytes(text);
      String printable =
          UTF_8.newDecoder().decode(ByteBuffer.wrap(Utf8Sanitizer.sanitize(text))).toString();
      assertFalse(printable.chars().anyMatch(c -> c >= 0x80 && c <= 0x9F));
    }
  }

  private static void assertPrintable(String expected, int... bytes) {
    byte[] text = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      text[i] = (byte) bytes[i];
    }
    assertEquals(expected, new String(Utf8Sanitizer.sanitize(text), UTF_8));
    assertArrayEquals(expected.getBytes(UTF_8), Utf8Sanitizer.sanitize(text));
  }
}
