package dev.brummer.engine.log.assemble;

import java.util.Arrays;

/// Removes the escape sequences of stored lines, which are SGR and OSC 8, for detectors, search and
/// output without colour. Pure.
public final class AnsiStripper {
  private static final byte ESC = 0x1B;

  private AnsiStripper() {}

  /// Returns a copy of `text`, a stored line, without escape sequences, or `text` itself if it
  /// contains none.
  public static byte[] strip(byte[] text) {
    int escape = indexOfEscape(text, 0, text.length);
    if (escape == text.length) {
      return text;
    }
    byte[] plain = new byte[text.length];
    int length = strip(text, 0, text.length, plain);
    return Arrays.copyOf(plain, length);
  }

  /// Copies `text` in `[from, to)` without escape sequences to the start of `plain`. If removing a
  /// sequence joins C2 with a byte 80 to 9F, which would form a C1 control, both are removed.
  ///
  /// @return number of bytes copied
  public static int strip(byte[] text, int from, int to, byte[] plain) {
    int length = 0;
    int i = from;
    while (i < to) {
      int escape = indexOfEscape(text, i, to);
      while (i < escape
          && (text[i] & 0xE0) == 0x80
          && length > 0
          && plain[length - 1] == (byte) 0xC2) {
        length--;
        i++;
      }
      System.arraycopy(text, i, plain, length, escape - i);
      length += escape - i;
      i = skip(text, escape, to);
    }
    return length;
  }

  /// Whether `[from, to)` consists of escape sequences only.
  static boolean hasNoText(byte[] text, int from, int to) {
    int i = from;
    while (i < to && text[i] == ESC) {
      i = skip(text, i, to);
    }
    return i == to;
  }

  /// End of the sequence at `at`: after the final byte of a CSI or the `ESC \` of an OSC.
  static int skip(byte[] text, int at, int to) {
    if (at + 1 >= to) {
      return to;
    }
    int i = at + 2;
    if (text[at + 1] == '[') {
      while (i < to && (text[i] < 0x40 || text[i] > 0x7E)) {
        i++;
      }
      return Math.min(i + 1, to);
    }
    if (text[at + 1] == ']') {
      int end = indexOfEscape(text, i, to);
      return Math.min(end + 2, to);
    }
    return i;
  }

  private static int indexOfEscape(byte[] text, int from, int to) {
    int i = from;
    while (i < to && text[i] != ESC) {
      i++;
    }
    return i;
  }
}
