package dev.brummer.engine.log.assemble;

import java.util.Arrays;

/// Sees which lines repeat the one before them, see [RepeatFolding]. Within a block that can be
/// seen when somebody asks; of the first line of a block it has to be known when it is stored. One
/// per stream, confined to its reader.
public final class RepeatDetector {
  /// Longer lines are not kept for a comparison with the next chunk.
  private static final int MAX_LENGTH = 1 << 12;

  private byte[] previous = new byte[256];
  private int previousLength = -1;

  /// Sets the bits of the first line of `batch`.
  void mark(LineBatch batch) {
    if (batch.count == 0) {
      return;
    }
    int entry = batch.entries[0];
    int end = LineFlags.end(entry);
    if (end > 0 && previousLength > 0 && !LineFlags.isCut(entry)) {
      batch.entries[0] = entry | compare(previous, 0, previousLength, batch.bytes, 0, end);
    }
    savePrevious(batch);
  }

  private void savePrevious(LineBatch batch) {
    int newest = batch.count - 1;
    int from = batch.begin(newest);
    int length = LineFlags.end(batch.entries[newest]) - from;
    if (length > MAX_LENGTH || LineFlags.isCut(batch.entries[newest])) {
      previousLength = -1;
      return;
    }
    if (previous.length < length) {
      previous = new byte[Math.max(length, previous.length * 2)];
    }
    System.arraycopy(batch.bytes, from, previous, 0, length);
    previousLength = length;
  }

  /// The bits of a line from how it and the one before it stand beside each other in `text`.
  ///
  /// @param entry of the line
  /// @param before [LineFlags] of the one before it, which begins at `from`
  public static int repeatBits(byte[] text, int from, int before, int entry) {
    int begin = LineFlags.end(before);
    int end = LineFlags.end(entry);
    return from == begin || begin == end || LineFlags.isCut(before) || LineFlags.isCut(entry)
        ? 0
        : compare(text, from, begin, text, begin, end);
  }

  /// The bits of a line `[bFrom, bTo)` of `b` that comes after `[aFrom, aTo)` of `a`.
  static int compare(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    int i = aFrom;
    int j = bFrom;
    boolean same = true;
    while (true) {
      int common = Arrays.mismatch(a, i, aTo, b, j, bTo);
      if (common < 0) {
        return same ? LineFlags.SAME : LineFlags.SIMILAR;
      }
      same = false;
      int iWord = wordStart(a, i + common, aFrom);
      int jWord = wordStart(b, j + common, bFrom);
      int iNext = endOfNumericWord(a, iWord, aTo);
      int jNext = endOfNumericWord(b, jWord, bTo);
      if (iNext < 0 || jNext < 0 || (iNext <= i && jNext <= j)) {
        return 0;
      }
      i = iNext;
      j = jNext;
    }
  }

  private static int wordStart(byte[] text, int at, int floor) {
    int start = at;
    while (start > floor && isWord(text[start - 1])) {
      start--;
    }
    return start;
  }

  /// Where the word that begins here ends, -1 if there is no digit in it.
  private static int endOfNumericWord(byte[] text, int start, int to) {
    int end = start;
    boolean digit = false;
    while (end < to && isWord(text[end])) {
      digit |= text[end] >= '0' && text[end] <= '9';
      end++;
    }
    return digit ? end : -1;
  }

  private static boolean isWord(byte b) {
    return (b >= '0' && b <= '9')
        || (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || b == '-'
        || b == '_'
        || b == '.';
  }
}
