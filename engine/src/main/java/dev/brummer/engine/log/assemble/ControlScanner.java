package dev.brummer.engine.log.assemble;

import dev.brummer.engine.text.PrintableAscii;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds bytes that need interpretation, eight at a time; all others are copied in bulk. Runs per
/// byte of output.
final class ControlScanner {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = ONES << 7;
  private static final long SPACES = ONES * 0x20;
  private static final long DELS = ONES * 0x7F;
  private static final long C2S = 0xC2C2C2C2C2C2C2C2L;

  private ControlScanner() {}

  /// Index of the first byte from `from` on that is a C0 control other than TAB, DEL, or 0xC2
  /// (which may start a C1 control); `to` if there is none.
  static int nextControl(byte[] bytes, int from, int to) {
    int i = from;
    while (i <= to - Long.BYTES) {
      long x = (long) LONGS.get(bytes, i);
      long del = x ^ DELS;
      long c2 = x ^ C2S;
      // The lowest set bit of each term is exact: borrows propagate only upwards from a true hit.
      long hits = (((x - SPACES) & ~x) | ((del - ONES) & ~del) | ((c2 - ONES) & ~c2)) & HIGHS;
      if (hits == 0) {
        i += Long.BYTES;
        continue;
      }
      i += PrintableAscii.indexOfFirst(hits);
      if (bytes[i] != '\t') {
        return i;
      }
      i++;
    }
    while (i < to && !isControl(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean isControl(byte b) {
    return b >= 0 ? (b < 0x20 && b != '\t') || b == 0x7F : b == (byte) 0xC2;
  }
}
