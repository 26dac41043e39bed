package dev.brummer.engine.detect;

import dev.brummer.engine.log.LineBlock;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The words in the lines of the newest blocks, so that the subscribers that all look for words
/// search each line once between them. Whoever comes to a block first searches it; two at once both
/// do, with the same result. Any thread.
final class WordIndex {
  /// A power of two.
  private static final int BLOCKS = 256;

  private final AtomicReferenceArray<Words> known = new AtomicReferenceArray<>(BLOCKS);

  /// @param first number of the first line
  @SuppressWarnings("ArrayRecordComponent") // not compared, and written by its maker only
  private record Words(long first, long[] bits) {}

  /// Bits of the [Word]s of each line of `block`; not to be written to.
  long[] of(LineBlock block, Line line) {
    int slot = slot(block.first());
    Words found = known.get(slot);
    if (found == null || found.first != block.first() || found.bits.length != block.count()) {
      found = new Words(block.first(), search(block, line));
      known.set(slot, found);
    }
    return found.bits;
  }

  private static int slot(long first) {
    long mixed = first * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & BLOCKS - 1;
  }

  private static long[] search(LineBlock block, Line line) {
    long[] bits = new long[block.count()];
    byte[] text = block.text();
    int from = 0;
    for (int i = 0; i < bits.length; i++) {
      int to = block.end(i);
      if (block.styled(i)) {
        line.set(block, i);
        bits[i] = line.words();
      } else {
        bits[i] = Line.words(text, from, Math.min(to, from + Line.MOST_BYTES));
      }
      from = to;
    }
    return bits;
  }
}
