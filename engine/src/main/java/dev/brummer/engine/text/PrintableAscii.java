package dev.brummer.engine.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds what is not printable ASCII (SP to `~`), eight bytes at a time. Runs per byte of output.
/// Pure.
public final class PrintableAscii {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = ONES << 7;
  private static final long SPACES = ONES * 0x20;

  /// Product with a power of 256 has its exponent in the highest byte.
  private static final long EXPONENTS = 0x0001020304050607L;

  private PrintableAscii() {}

  /// Index of the first byte in `[from, to)` that is not printable ASCII; `to` if there is none.
  public static int end(byte[] bytes, int from, int to) {
    int i = from;
    while (i <= to - Long.BYTES) {
      long x = (long) LONGS.get(bytes, i);
      // From DEL on, and below SP. The lowest hit is exact: carries and borrows start at hits.
      long hits = (x | x + ONES | x - SPACES) & HIGHS;
      if (hits != 0) {
        return i + indexOfFirst(hits);
      }
      i += Long.BYTES;
    }
    while (i < to && bytes[i] >= ' ' && bytes[i] != 0x7F) {
      i++;
    }
    return i;
  }

  /// Index of the lowest byte whose high bit is set. C1 does not know the instruction behind
  /// [Long#numberOfTrailingZeros].
  ///
  /// @param highBits high bits of bytes, at least one of them set, and no others
  public static int indexOfFirst(long highBits) {
    return (int) (((highBits & -highBits) >>> 7) * EXPONENTS >>> 56);
  }
}
