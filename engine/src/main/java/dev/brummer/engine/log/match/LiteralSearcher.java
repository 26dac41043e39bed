package dev.brummer.engine.log.match;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Finds a literal in bytes, optionally ignoring the case of ASCII letters. Tests 32 positions at a
/// time for the two bytes of the literal that are rarest in logs, then compares the rest. Runs per
/// byte of the log. Pure; any thread.
///
/// The test is the zero-byte-in-a-word trick (Mycroft): it may report a byte above a true hit, but
/// never misses one.
public final class LiteralSearcher {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = ONES << 7;

  /// Bytes ordered by descending frequency in logs; all others are rarer.
  private static final String BYTES_BY_FREQUENCY =
      " e0ta1or2in3s4d5lc6u8p7m9.-:/hgf,bv\"=_[]()wyTkA{}IESxRODNCLPMFGHUq'BWjzV";

  private final byte[] needle;

  /// ORed to a text byte before the comparison: 0x20 for letters that are compared ignoring case.
  private final byte[] foldMasks;

  /// Offsets of the two rare bytes in the literal, in ascending order.
  private final int firstRare;

  private final int secondRare;

  public LiteralSearcher(String text, boolean foldCase) {
    needle = text.getBytes(StandardCharsets.UTF_8);
    foldMasks = new byte[needle.length];
    for (int i = 0; foldCase && i < needle.length; i++) {
      if (isLetter(needle[i])) {
        foldMasks[i] = 0x20;
        needle[i] |= 0x20;
      }
    }
    int rarest = rarest(-1);
    int second = rarest(rarest);
    firstRare = Math.min(rarest, second);
    secondRare = Math.max(rarest, second);
  }

  private static boolean isLetter(byte b) {
    return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
  }

  /// @param except an index to skip, unless it is the only one
  private int rarest(int except) {
    int best = Math.max(except, 0);
    int rank = -1;
    for (int i = 0; i < needle.length; i++) {
      int candidateRank = rank(i);
      if (i != except && candidateRank > rank) {
        best = i;
        rank = candidateRank;
      }
    }
    return best;
  }

  private int rank(int index) {
    int rank = BYTES_BY_FREQUENCY.indexOf(needle[index]);
    return rank < 0 ? BYTES_BY_FREQUENCY.length() : rank;
  }

  /// Rarity of the literal's two rarest bytes; higher is rarer.
  int rarity() {
    return needle.length == 0
        ? 0
        : rank(firstRare) + (firstRare == secondRare ? 0 : rank(secondRare));
  }

  boolean isEmpty() {
    return needle.length == 0;
  }

  boolean contains(byte[] text, int from, int to) {
    return find(text, from, to) >= 0;
  }

  /// Index of the first occurrence in `[from, to)`; -1 if there is none.
  public int find(byte[] text, int from, int to) {
    if (needle.length == 0) {
      return from;
    }
    int last = to - needle.length;
    long firstByte = ONES * (needle[firstRare] & 0xFF);
    long secondByte = ONES * (needle[secondRare] & 0xFF);
    long firstMask = ONES * foldMasks[firstRare];
    long secondMask = ONES * foldMasks[secondRare];
    int i = from;
    for (; i <= last - 4 * Long.BYTES; i += 4 * Long.BYTES) {
      long a = mismatches(text, i, firstByte, secondByte, firstMask, secondMask);
      long b = mismatches(text, i + 8, firstByte, secondByte, firstMask, secondMask);
      long c = mismatches(text, i + 16, firstByte, secondByte, firstMask, secondMask);
      long d = mismatches(text, i + 24, firstByte, secondByte, firstMask, secondMask);
      if (((a - ONES & ~a | b - ONES & ~b | c - ONES & ~c | d - ONES & ~d) & HIGHS) != 0) {
        int at = firstMatchOf(text, i, a, b, c, d);
        if (at >= 0) {
          return at;
        }
      }
    }
    for (; i <= last; i++) {
      if (matchesAt(text, i)) {
        return i;
      }
    }
    return -1;
  }

  /// Computes a word with a zero byte at each position where both rare bytes match. `secondRare` is
  /// at most `needle.length - 1`, so no read passes the end of the text.
  private long mismatches(
      byte[] text, int at, long firstByte, long secondByte, long firstMask, long secondMask) {
    return ((long) LONGS.get(text, at + firstRare) | firstMask) ^ firstByte
        | ((long) LONGS.get(text, at + secondRare) | secondMask) ^ secondByte;
  }

  private int firstMatchOf(byte[] text, int at, long a, long b, long c, long d) {
    int found = firstMatch(text, at, a);
    found = found >= 0 ? found : firstMatch(text, at + 8, b);
    found = found >= 0 ? found : firstMatch(text, at + 16, c);
    return found >= 0 ? found : firstMatch(text, at + 24, d);
  }

  private int firstMatch(byte[] text, int at, long mismatches) {
    for (long hits = mismatches - ONES & ~mismatches & HIGHS; hits != 0; hits &= hits - 1) {
      int place = at + (Long.numberOfTrailingZeros(hits) >>> 3);
      if (matchesAt(text, place)) {
        return place;
      }
    }
    return -1;
  }

  private boolean matchesAt(byte[] text, int at) {
    for (int i = 0; i < needle.length; i++) {
      if ((byte) (text[at + i] | foldMasks[i]) != needle[i]) {
        return false;
      }
    }
    return true;
  }
}
