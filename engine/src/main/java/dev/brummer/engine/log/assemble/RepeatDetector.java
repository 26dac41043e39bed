package dev.brummer.engine.log.assemble;

import java.util.Arrays;

/// Detects lines that repeat the previous line. Within a block, repeats are computed on demand from
/// the stored text; the first line of a block is marked when it is stored. One per stream, confined
/// to its reader thread.
public final class RepeatDetector {
  /// Longer lines are not compared across chunks.
  private static final int MAX_LENGTH = 1 << 12;

  private byte[] previous = new byte[256];
  private int previousLength = -1;

  /// Sets the repeat flags of the first line of `batch`.
  void mark(LineBatch batch) {
    if (batch.count == 0) {
      return;
    }
    int entry = batch.entries[0];
    int end = PackedLineEntry.end(entry);
    if (end > 0 && previousLength > 0 && !PackedLineEntry.isCut(entry)) {
      batch.entries[0] = entry | compare(previous, 0, previousLength, batch.bytes, 0, end);
    }
    savePrevious(batch);
  }

  private void savePrevious(LineBatch batch) {
    int newest = batch.count - 1;
    int from = batch.begin(newest);
    int length = PackedLineEntry.end(batch.entries[newest]) - from;
    if (length > MAX_LENGTH || PackedLineEntry.isCut(batch.entries[newest])) {
      previousLength = -1;
      return;
    }
    if (previous.length < length) {
      previous = new byte[Math.max(length, previous.length * 2)];
    }
    System.arraycopy(batch.bytes, from, previous, 0, length);
    previousLength = length;
  }

  /// Repeat flags of a line, compared with the previous line in the same `text`.
  ///
  /// @param before [PackedLineEntry] of the previous line, whose text starts at `from`
  /// @param entry [PackedLineEntry] of the line
  public static int repeatBits(byte[] text, int from, int before, int entry) {
    int begin = PackedLineEntry.end(before);
    int end = PackedLineEntry.end(entry);
    return from == begin
            || begin == end
            || PackedLineEntry.isCut(before)
            || PackedLineEntry.isCut(entry)
        ? 0
        : compare(text, from, begin, text, begin, end);
  }

  /// Repeat flags of line `[bFrom, bTo)` of `b`, compared with line `[aFrom, aTo)` of `a`.
  static int compare(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    int i = aFrom;
    int j = bFrom;
    boolean same = true;
    while (true) {
      int common = Arrays.mismatch(a, i, aTo, b, j, bTo);
      if (common < 0) {
        return same ? PackedLineEntry.SAME : PackedLineEntry.SIMILAR;
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

  /// End of the word that starts here, -1 if it contains no digit.
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
