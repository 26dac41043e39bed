package dev.brummer.engine.detect;

import dev.brummer.engine.detect.line.KeywordMatcher;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.log.LineBlock;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Caches the keywords of the most recent line blocks, so that all detector subscribers together
/// scan each line once. The first reader of a block scans it; two concurrent readers may both scan
/// it and store equal results. Thread-safe, lock-free.
final class KeywordCache {
  /// Cached blocks; a power of two.
  private static final int CAPACITY = 256;

  private final AtomicReferenceArray<BlockKeywords> cache = new AtomicReferenceArray<>(CAPACITY);

  /// @param first number of the block's first line
  /// @param all union of the bits
  @SuppressWarnings(
      "ArrayRecordComponent") // never compared; bits are written before publication only
  private record BlockKeywords(long first, long[] bits, long all) {
    static BlockKeywords of(long first, long[] bits) {
      long all = 0;
      for (long line : bits) {
        all |= line;
      }
      return new BlockKeywords(first, bits, all);
    }
  }

  /// Keyword bits of each line of `block`. The array is shared and must not be modified.
  long[] keywordsOf(LineBlock block, ScannedLine line) {
    int slot = slot(block.first());
    BlockKeywords found = cache.get(slot);
    if (found == null || found.first != block.first() || found.bits.length != block.count()) {
      found = BlockKeywords.of(block.first(), scan(block, line));
      cache.set(slot, found);
    }
    return found.bits;
  }

  /// Whether these lines have been scanned and contain none of the `wanted` keywords.
  boolean isKnownWithout(long wanted, long first, int count) {
    BlockKeywords found = cache.get(slot(first));
    return found != null
        && found.first == first
        && found.bits.length == count
        && (found.all & wanted) == 0;
  }

  private static int slot(long first) {
    long mixed = first * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & CAPACITY - 1;
  }

  private static long[] scan(LineBlock block, ScannedLine line) {
    long[] bits = new long[block.count()];
    Batch batch = new Batch(block.text(), bits);
    int from = 0;
    for (int i = 0; i < bits.length; i++) {
      int to = block.end(i);
      if (block.isStyled(i)) {
        line.load(block, i);
        bits[i] = line.keywords();
      } else {
        batch.add(i, from, Math.min(to, from + ScannedLine.MAX_BYTES));
      }
      from = to;
    }
    batch.flush();
    return bits;
  }

  /// Collects unstyled lines until [KeywordMatcher#BATCH_SIZE] of them can be scanned together.
  private static final class Batch {
    private final byte[] text;
    private final long[] bits;
    private final int[] lines = new int[KeywordMatcher.BATCH_SIZE];
    private final int[] from = new int[KeywordMatcher.BATCH_SIZE];
    private final int[] to = new int[KeywordMatcher.BATCH_SIZE];
    private final long[] found = new long[KeywordMatcher.BATCH_SIZE];
    private int count;

    Batch(byte[] text, long[] bits) {
      this.text = text;
      this.bits = bits;
    }

    void add(int line, int begin, int end) {
      lines[count] = line;
      from[count] = begin;
      to[count] = end;
      count++;
      if (count == KeywordMatcher.BATCH_SIZE) {
        KeywordMatcher.ALL.findEach(text, from, to, found);
        for (int i = 0; i < count; i++) {
          bits[lines[i]] = found[i] | ScannedLine.shapeKeywords(text, from[i], to[i]);
        }
        count = 0;
      }
    }

    void flush() {
      for (int i = 0; i < count; i++) {
        bits[lines[i]] = ScannedLine.keywords(text, from[i], to[i]);
      }
    }
  }
}
