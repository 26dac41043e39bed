package dev.brummer.engine.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Finds a text in bytes, with or without regard to the case of ASCII letters (per byte): eight
/// places at a time are tested for its first and last byte, then the rest is compared.
final class TextSearch {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = ONES << 7;

  private final byte[] needle;

  /// ORed to a byte of text before it is compared: 0x20 for a letter whose case does not matter.
  private final byte[] folds;

  TextSearch(String text, boolean foldCase) {
    needle = text.getBytes(StandardCharsets.UTF_8);
    folds = new byte[needle.length];
    for (int i = 0; foldCase && i < needle.length; i++) {
      if (isLetter(needle[i])) {
        folds[i] = 0x20;
        needle[i] |= 0x20;
      }
    }
  }

  private static boolean isLetter(byte b) {
    return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
  }

  boolean found(byte[] text, int from, int to) {
    int tail = needle.length - 1;
    if (tail < 0) {
      return true;
    }
    long first = ONES * (needle[0] & 0xFF);
    long last = ONES * (needle[tail] & 0xFF);
    long foldFirst = ONES * folds[0];
    long foldLast = ONES * folds[tail];
    int i = from;
    for (; i + tail <= to - Long.BYTES; i += Long.BYTES) {
      long a = ((long) LONGS.get(text, i) | foldFirst) ^ first;
      long b = ((long) LONGS.get(text, i + tail) | foldLast) ^ last;
      long hits = (a - ONES) & ~a & (b - ONES) & ~b & HIGHS;
      for (; hits != 0; hits &= hits - 1) {
        if (isAt(text, i + (Long.numberOfTrailingZeros(hits) >>> 3))) {
          return true;
        }
      }
    }
    for (; i + tail < to; i++) {
      if (isAt(text, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(byte[] text, int at) {
    for (int i = 0; i < needle.length; i++) {
      if ((byte) (text[at + i] | folds[i]) != needle[i]) {
        return false;
      }
    }
    return true;
  }
}
