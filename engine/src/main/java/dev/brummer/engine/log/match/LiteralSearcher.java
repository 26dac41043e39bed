package dev.brummer.engine.log.match;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Finds a text in bytes, with or without regard to the case of ASCII letters (per byte): 32 places
/// at a time are tested for the two bytes of the text that logs have least of, then the rest is
/// compared. Pure; any thread.
///
/// The test is the one for a zero byte in a word (Mycroft): it may take a byte above a real hit for
/// another, and never misses one.
public final class LiteralSearcher {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = ONES << 7;

  /// Bytes by how often they stand in logs, the most frequent first; all others are rarer.
  private static final String BYTES_BY_FREQUENCY =
      " e0ta1or2in3s4d5lc6u8p7m9.-:/hgf,bv\"=_[]()wyTkA{}IESxRODNCLPMFGHUq'BWjzV";

  private final byte[] needle;

  /// ORed to a byte of text before it is compared: 0x20 for a letter whose case does not matter.
  private final byte[] foldMasks;

  /// Where the two rare bytes stand, the first before the second.
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

  /// @param except not this one, unless there is no other
  private int rarest(int except) {
    int best = Math.max(except, 0);
    int rank = -1;
    for (int i = 0; i < needle.length; i++) {
      int rankHere = rank(i);
      if (i != except && rankHere > rank) {
        best = i;
        rank = rankHere;
      }
    }
    return best;
  }

  private int rank(int index) {
    int rank = BYTES_BY_FREQUENCY.indexOf(needle[index]);
    return rank < 0 ? BYTES_BY_FREQUENCY.length() : rank;
  }

  /// How rare its rarest two bytes are: more is rarer.
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

  /// Where it first begins in `[from, to)`; -1 if it does not stand there.
  public int find(byte[] text, int from, int to) {
    if (needle.length == 0) {
      return from;
    }
    int last = to - needle.length;
    long nearByte = ONES * (needle[firstRare] & 0xFF);
    long farByte = ONES * (needle[secondRare] & 0xFF);
    long nearFold = ONES * foldMasks[firstRare];
    long farFold = ONES * foldMasks[secondRare];
    int i = from;
    for (; i <= last - 4 * Long.BYTES; i += 4 * Long.BYTES) {
      long a = mismatches(text, i, nearByte, farByte, nearFold, farFold);
      long b = mismatches(text, i + 8, nearByte, farByte, nearFold, farFold);
      long c = mismatches(text, i + 16, nearByte, farByte, nearFold, farFold);
      long d = mismatches(text, i + 24, nearByte, farByte, nearFold, farFold);
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

  /// A byte is zero where the two rare bytes of the text are those of the needle. `far` is at most
  /// `needle.length - 1`, so that no place is read behind the text.
  private long mismatches(
      byte[] text, int at, long nearByte, long farByte, long nearFold, long farFold) {
    return ((long) LONGS.get(text, at + firstRare) | nearFold) ^ nearByte
        | ((long) LONGS.get(text, at + secondRare) | farFold) ^ farByte;
  }

  private int firstMatchOf(byte[] text, int at, long a, long b, long c, long d) {
    int found = firstMatch(text, at, a);
    found = found >= 0 ? found : firstMatch(text, at + 8, b);
    found = found >= 0 ? found : firstMatch(text, at + 16, c);
    return found >= 0 ? found : firstMatch(text, at + 24, d);
  }

  private int firstMatch(byte[] text, int at, long misses) {
    for (long hits = misses - ONES & ~misses & HIGHS; hits != 0; hits &= hits - 1) {
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
