package dev.brummer.engine.secret;

import org.jspecify.annotations.Nullable;

/// Escape sequences of stored lines, which are SGR and OSC 8. Pure.
final class EscapeSequences {
  private static final byte ESC = 0x1B;

  private EscapeSequences() {}

  /// Whether a text has any.
  static boolean occurIn(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == ESC) {
        return true;
      }
    }
    return false;
  }

  /// Copies the bytes outside escape sequences.
  ///
  /// @param origins receives the position of each byte in `text`; may be null
  /// @return number of bytes copied
  static int skip(byte[] text, int from, int to, byte[] visible, int @Nullable [] origins) {
    int length = 0;
    int at = from;
    while (at < to) {
      if (text[at] == ESC) {
        at = end(text, at, to);
        continue;
      }
      if (origins != null) {
        origins[length] = at;
      }
      visible[length++] = text[at++];
    }
    return length;
  }

  /// End of the escape sequence at `at`: after the final byte of a CSI, or the `ESC \` of an OSC.
  static int end(byte[] text, int at, int to) {
    int i = Math.min(at + 2, to);
    if (i < to && text[at + 1] == '[') {
      while (i < to && (text[i] < 0x40 || text[i] > 0x7E)) {
        i++;
      }
      return Math.min(i + 1, to);
    }
    if (i < to && text[at + 1] == ']') {
      while (i < to && text[i] != ESC && text[i] != 0x07) {
        i++;
      }
      return Math.min(i < to && text[i] == ESC ? i + 2 : i + 1, to);
    }
    return i;
  }
}
