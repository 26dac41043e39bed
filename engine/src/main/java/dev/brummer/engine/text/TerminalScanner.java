package dev.brummer.engine.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds what a [TerminalGate] passes on as it is (per byte): printable ASCII, TAB, LF, frequent
/// other characters and permitted escape sequences. Pure.
///
/// Eight bytes are examined at a time, also where ASCII and characters of two bytes are mixed. Each
/// term of the bit arithmetic has its result for a byte in the high bit of that byte.
final class TerminalScanner {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = ONES << 7;
  private static final long SPACES = ONES * 0x20;
  private static final long DELS = ONES * 0x7F;

  /// The five bits of a character that are in the lead of two bytes.
  private static final long LEAD_BITS = ONES * 0x1F;

  private static final long FROM_C3 = ONES * (0x80 - 0x03);
  private static final long FROM_D6 = ONES * (0x80 - 0x16);
  private static final long LEAD_CD = ONES * 0x0D;

  private TerminalScanner() {}

  /// Index of the first byte in `[from, to)` that needs a closer look; `to` if there is none.
  ///
  /// @param styled whether escape sequences are permitted
  static int nextSpecial(byte[] bytes, int from, int to, boolean styled) {
    int i = endOfAscii(bytes, from, to);
    while (i < to) {
      int end =
          bytes[i] < 0 ? endOfFrequent(bytes, i, to) : styled ? endOfRenditions(bytes, i, to) : i;
      if (end == i) {
        end = styled ? endOfLink(bytes, i, to) : i;
        if (end == i) {
          return i;
        }
      }
      i = endOfAscii(bytes, end, to);
    }
    return to;
  }

  /// Index of the first byte that is neither printable ASCII nor TAB nor LF; `to` if there is none.
  private static int endOfAscii(byte[] bytes, int from, int to) {
    int i = PrintableAscii.end(bytes, from, to);
    while (i < to && isBlank(bytes[i])) {
      i = PrintableAscii.end(bytes, i + 1, to);
    }
    return i;
  }

  private static boolean isBlank(byte b) {
    return b == '\n' || b == '\t';
  }

  /// C0 controls and DEL, in the high bits; the other bits are undefined.
  private static long controls(long x) {
    long del = x ^ DELS;
    return ((x - SPACES) & ~x) | ((del - ONES) & ~del);
  }

  /// End of the frequent characters at `at` and the printable ASCII between them.
  ///
  /// Most have two bytes with a lead of C3 to D5 other than CD, and are shown after any other.
  private static int endOfFrequent(byte[] bytes, int at, int to) {
    int i = at;
    while (i <= to - Long.BYTES) {
      long x = (long) LONGS.get(bytes, i);
      long second = x << 1;
      long leads = x & second & HIGHS;
      long continuations = x & ~second & HIGHS;
      long bits = x & LEAD_BITS;
      long good = (bits + FROM_C3) & ~(bits + FROM_D6) & ((bits ^ LEAD_CD) + DELS) & ~(x << 2);
      if ((continuations ^ leads << 8 | leads & ~good | controls(x) & HIGHS) != 0) {
        break;
      }
      i += Long.BYTES - (int) (leads >>> 63); // a character cut off by the end is the next one
    }
    while (i < to && bytes[i] < 0) {
      int length = frequentLength(bytes, i, to);
      if (length == 0) {
        return i;
      }
      i += length;
    }
    return i;
  }

  /// Length of the frequent character at `at`; 0 if it is another one, invalid or cut off.
  private static int frequentLength(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xFF;
    int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 0;
    if (length == 0 || at + length > to || (bytes[at + 1] & 0xC0) != 0x80) {
      return 0;
    }
    int codePoint = (lead & 0x1F) << 6 | bytes[at + 1] & 0x3F;
    if (length == 3) {
      if ((bytes[at + 2] & 0xC0) != 0x80) {
        return 0;
      }
      codePoint = (lead & 0x0F) << 12 | (bytes[at + 1] & 0x3F) << 6 | bytes[at + 2] & 0x3F;
      if (codePoint < 0x800) {
        return 0;
      }
    }
    return TerminalCharacters.isAlwaysShown(codePoint) ? length : 0;
  }

  /// End of the SGR sequences at `at`; `at` if there is none.
  private static int endOfRenditions(byte[] bytes, int at, int to) {
    int i = at;
    while (i + 2 < to && bytes[i] == TerminalSequences.ESC && bytes[i + 1] == '[') {
      int end = i + 2;
      int limit = Math.min(to, end + TerminalSequences.MAX_RENDITION);
      while (end < limit && bytes[end] >= '0' && bytes[end] <= ';') {
        end++;
      }
      if (end == limit || bytes[end] != 'm') {
        return i;
      }
      i = end + 1;
    }
    return i;
  }

  /// End of the permitted hyperlink at `at`; `at` if there is none.
  private static int endOfLink(byte[] bytes, int at, int to) {
    if (bytes[at] != TerminalSequences.ESC) {
      return at;
    }
    int end = TerminalSequences.end(bytes, at, to);
    return end > 0 && !TerminalSequences.isForbiddenLink(bytes, at, end) ? end : at;
  }
}
