package dev.brummer.engine.log.assemble;

import java.util.Arrays;

/// Makes a stored line safe for terminals that interpret single bytes 80 to 9F as C1 controls:
/// replaces each byte that is not valid UTF-8 by U+FFFD. Pure.
public final class Utf8Sanitizer {
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  private Utf8Sanitizer() {}

  /// Returns a copy of `text`, a stored line, as valid UTF-8, or `text` itself if it is valid.
  public static byte[] sanitize(byte[] text) {
    int valid = endOfValid(text, 0);
    if (valid == text.length) {
      return text;
    }
    byte[] printable = new byte[text.length * 3];
    int length = 0;
    int from = 0;
    while (valid < text.length) {
      System.arraycopy(text, from, printable, length, valid - from);
      length += valid - from;
      System.arraycopy(REPLACEMENT, 0, printable, length, 3);
      length += 3;
      from = valid + 1;
      valid = endOfValid(text, from);
    }
    System.arraycopy(text, from, printable, length, valid - from);
    return Arrays.copyOf(printable, length + valid - from);
  }

  /// End of the valid UTF-8 that starts at `from`.
  private static int endOfValid(byte[] text, int from) {
    int i = from;
    while (i < text.length) {
      int length = text[i] >= 0 ? 1 : length(text, i);
      if (length == 0) {
        return i;
      }
      i += length;
    }
    return i;
  }

  /// Length of the character that starts with a byte from 0x80 on; 0 if it is invalid. U+0080 to
  /// U+009F count as invalid, because they are controls.
  private static int length(byte[] text, int at) {
    int lead = text[at] & 0xFF;
    int second = at + 1 < text.length ? text[at + 1] & 0xFF : 0;
    int low = 0x80;
    int high = 0xBF;
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    switch (lead) {
      case 0xC2, 0xE0 -> low = 0xA0;
      case 0xED -> high = 0x9F;
      case 0xF0 -> low = 0x90;
      case 0xF4 -> high = 0x8F;
      default -> {}
    }
    boolean valid = lead >= 0xC2 && lead <= 0xF4 && second >= low && second <= high;
    for (int i = 2; valid && i < length; i++) {
      valid = at + i < text.length && (text[at + i] & 0xC0) == 0x80;
    }
    return valid ? length : 0;
  }
}
