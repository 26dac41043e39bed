package dev.brummer.engine.log;

import java.util.Arrays;

/// Sees which lines repeat the one before them, see [Folding]. One per stream, confined to its
/// reader; looks at each byte at most a few times and stops at the first real difference.
final class RepeatMarks {
  /// Longer lines are not kept for a comparison with the next chunk.
  private static final int LONGEST = 1 << 12;

  private byte[] last = new byte[256];
  private int lastLength = -1;
  private boolean lastCut;

  /// Sets the bits of the lines of `batch`.
  void mark(LineBatch batch) {
    byte[] bytes = batch.bytes;
    int from = 0;
    byte[] before = last;
    int beforeFrom = 0;
    int beforeTo = lastLength;
    boolean cut = lastCut;
    for (int i = 0; i < batch.count; i++) {
      int entry = batch.entries[i];
      int to = Entry.end(entry);
      if (to > from && beforeTo > beforeFrom && !cut && !Entry.cut(entry)) {
        batch.entries[i] = entry | compare(before, beforeFrom, beforeTo, bytes, from, to);
      }
      before = bytes;
      beforeFrom = from;
      beforeTo = to;
      cut = Entry.cut(entry);
      from = to;
    }
    if (batch.count > 0) {
      keep(bytes, beforeFrom, beforeTo);
      lastCut = cut;
    }
  }

  private void keep(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > LONGEST) {
      lastLength = -1;
      return;
    }
    if (last.length < length) {
      last = new byte[Math.max(length, last.length * 2)];
    }
    System.arraycopy(bytes, from, last, 0, length);
    lastLength = length;
  }

  /// The bits of a line `[bFrom, bTo)` of `b` that comes after `[aFrom, aTo)` of `a`.
  static int compare(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    int i = aFrom;
    int j = bFrom;
    boolean same = true;
    while (true) {
      int common = Arrays.mismatch(a, i, aTo, b, j, bTo);
      if (common < 0) {
        return same ? Entry.SAME : Entry.SIMILAR;
      }
      same = false;
      int iWord = wordStart(a, i + common, aFrom);
      int jWord = wordStart(b, j + common, bFrom);
      int iNext = numbered(a, iWord, aTo);
      int jNext = numbered(b, jWord, bTo);
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
  private static int numbered(byte[] text, int start, int to) {
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
