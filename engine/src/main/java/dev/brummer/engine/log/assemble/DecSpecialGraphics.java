package dev.brummer.engine.log.assemble;

import java.nio.charset.StandardCharsets;

/// The DEC Special Graphics character set (`ESC ( 0`): line drawing for the bytes 5F to 7E.
final class DecSpecialGraphics {
  private static final int FIRST = 0x5F;
  private static final String CHARACTERS = " ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";
  private static final byte[][] UTF_8 = encoded();

  private DecSpecialGraphics() {}

  static boolean contains(byte b) {
    return b >= FIRST && b < FIRST + UTF_8.length;
  }

  /// The character of a byte that is in the set, as UTF-8; read-only.
  static byte[] of(byte b) {
    return UTF_8[b - FIRST];
  }

  private static byte[][] encoded() {
    byte[][] all = new byte[CHARACTERS.length()][];
    for (int i = 0; i < all.length; i++) {
      all[i] = CHARACTERS.substring(i, i + 1).getBytes(StandardCharsets.UTF_8);
    }
    return all;
  }
}
