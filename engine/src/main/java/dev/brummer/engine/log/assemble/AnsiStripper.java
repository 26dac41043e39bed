package dev.brummer.engine.log.assemble;

import java.util.Arrays;

/// The text of a line without its escape sequences, for detectors, search and output without
/// colour. Pure.
public final class AnsiStripper {
  private static final byte ESC = 0x1B;

  private AnsiStripper() {}

  /// A copy of `text`, a line as the store has it, without SGR and OSC 8; `text` itself if it holds
  /// none.
  public static byte[] strip(byte[] text) {
    int escape = indexOfEscape(text, 0, text.length);
    if (escape == text.length) {
      return text;
    }
    byte[] plain = new byte[text.length];
    int length = strip(text, 0, text.length, plain);
    return Arrays.copyOf(plain, length);
  }

  /// Writes the bytes of `text` in `[from, to)` without escape sequences to the begin of `plain`.
  /// C2 never comes to stand before 80 to 9F (both are dropped, else they were a C1 control).
  ///
  /// @return how many were written
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

  /// Whether `[from, to)` holds nothing but escape sequences.
  static boolean hasNoText(byte[] text, int from, int to) {
    int i = from;
    while (i < to && text[i] == ESC) {
      i = skip(text, i, to);
    }
    return i == to;
  }

  /// Where the sequence at `at` ends: behind the final byte of a CSI or the `ESC \` of a string.
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
