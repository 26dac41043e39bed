package dev.brummer.engine.secret;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/// Decides quickly whether a text may contain one of many patterns of at least [#MIN_PATTERN] bytes
/// (per line). False positives share the first eight bytes with a pattern. Immutable.
final class PatternPrefilter {
  static final int MIN_PATTERN = 8;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int GRAM = Integer.BYTES;
  private static final int STRIDE = MIN_PATTERN - GRAM + 1;
  private static final int MIN_BITS = 13;
  private static final int MAX_BITS = 20;

  /// One bit per hash of a gram; a gram is four bytes among the first eight of a pattern.
  private final long[] grams;

  private final int gramShift;

  /// Open-addressing set of the first eight bytes of the patterns; 0 marks a free slot.
  private final long[] heads;

  PatternPrefilter(List<byte[]> patterns) {
    int bits = MIN_BITS;
    while (bits < MAX_BITS && 1 << bits < patterns.size() * STRIDE * 64) {
      bits++;
    }
    grams = new long[1 << bits - 6];
    gramShift = Integer.SIZE - bits;
    heads = new long[Integer.highestOneBit(Math.max(4, patterns.size() * 4))];
    for (byte[] pattern : patterns) {
      for (int i = 0; i < STRIDE; i++) {
        int bit = hash((int) INTS.get(pattern, i));
        grams[bit >>> 6] |= 1L << bit;
      }
      heads[slot((long) LONGS.get(pattern, 0))] = (long) LONGS.get(pattern, 0);
    }
  }

  boolean matches(byte[] text, int from, int to) {
    for (int at = from; at <= to - GRAM; at += STRIDE) {
      int bit = hash((int) INTS.get(text, at));
      if ((grams[bit >>> 6] & 1L << bit) != 0 && isConfirmed(text, at, from, to)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a pattern starts up to four bytes before `at`.
  private boolean isConfirmed(byte[] text, int at, int from, int to) {
    int last = Math.min(at, to - MIN_PATTERN);
    for (int start = Math.max(from, at - STRIDE + 1); start <= last; start++) {
      long head = (long) LONGS.get(text, start);
      if (head != 0 && heads[slot(head)] == head) {
        return true;
      }
    }
    return false;
  }

  private int hash(int gram) {
    return gram * 0x9E3779B1 >>> gramShift;
  }

  /// The slot of `head`, or the free slot where it belongs.
  private int slot(long head) {
    int mask = heads.length - 1;
    int slot = (int) (head * 0x9E3779B97F4A7C15L >>> 33) & mask;
    while (heads[slot] != 0 && heads[slot] != head) {
      slot = slot + 1 & mask;
    }
    return slot;
  }
}
