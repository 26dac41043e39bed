package dev.brummer.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PrintableAsciiTest {
  /// Each byte value at each place of a word and of the rest, also before other hits.
  @Test
  void end_anyByteAnywhere_firstThatIsNotPrintable() {
    for (int value = 0; value < 256; value++) {
      boolean printable = value >= ' ' && value < 0x7F;
      for (int at = 0; at < 21; at++) {
        byte[] bytes = new byte[21];
        Arrays.fill(bytes, (byte) '~');
        bytes[20] = '\n';
        bytes[at] = (byte) value;
        int expected = printable ? (at == 20 ? 21 : 20) : at;
        assertEquals(expected, PrintableAscii.end(bytes, 0, 21), value + " at " + at);
        assertEquals(Math.min(expected, at), PrintableAscii.end(bytes, 0, at), value + " at " + at);
      }
    }
  }

  @Test
  void indexOfFirst_eachByte_lowestSet() {
    for (int at = 0; at < Long.BYTES; at++) {
      long above = at == 7 ? 0 : 0x8080808080808080L << 8 * (at + 1);
      assertEquals(at, PrintableAscii.indexOfFirst(0x80L << 8 * at | above));
    }
  }
}
