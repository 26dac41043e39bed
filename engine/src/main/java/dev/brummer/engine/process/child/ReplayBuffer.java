package dev.brummer.engine.process.child;

import dev.brummer.engine.process.OutputTap;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// The newest bytes that a child has printed, about [#MAX_BYTES], with the sizes that its terminal
/// had: so that a screen that is made later shows what one made earlier would.
///
/// Of what is forgotten the modes are kept (alternate screen, mouse, keys …), and given before the
/// rest. What is kept begins at a line or a sequence where one is near. Costs one copy of the bytes
/// and, of those forgotten, a look for escapes; the oldest block is the next one to be filled.
/// Owner: the reader of the child.
final class ReplayBuffer {
  static final int BLOCK_BYTES = 1 << 16;
  static final int MAX_BYTES = 4 * BLOCK_BYTES;

  private static final int MIN_BLOCK_BYTES = 1 << 12;

  /// How far a line's or a sequence's begin is looked for.
  private static final int MAX_BOUNDARY_DISTANCE = BLOCK_BYTES / 16;

  private static final int MAX_SIZES = 64;

  private final Deque<byte[]> fullBlocks = new ArrayDeque<>();
  private byte[] current = new byte[MIN_BLOCK_BYTES];
  private int filled;

  /// Where what is kept begins in the oldest block.
  private int firstOffset;

  /// How many bytes were ever printed before the oldest block.
  private long evictedBytes;

  private final TerminalModeTracker modes = new TerminalModeTracker();
  private final Deque<SizeChange> sizes = new ArrayDeque<>();

  /// @param offset how many bytes were printed before
  private record SizeChange(long offset, int columns, int rows) {}

  ReplayBuffer(int columns, int rows) {
    sizes.add(new SizeChange(0, columns, rows));
  }

  int columns() {
    return sizes.getLast().columns;
  }

  int rows() {
    return sizes.getLast().rows;
  }

  private long totalBytes() {
    return evictedBytes + (long) fullBlocks.size() * BLOCK_BYTES + filled;
  }

  /// The terminal has this size from here on.
  void resize(int columns, int rows) {
    if (sizes.getLast().offset == totalBytes()) {
      sizes.removeLast();
    } else if (sizes.size() == MAX_SIZES) {
      sizes.removeFirst();
    }
    sizes.add(new SizeChange(totalBytes(), columns, rows));
  }

  void add(byte[] more, int count) {
    int at = 0;
    while (at < count) {
      int part = Math.min(count - at, BLOCK_BYTES - filled);
      if (filled + part > current.length) {
        current =
            Arrays.copyOf(
                current, Math.min(BLOCK_BYTES, Math.max(filled + part, 2 * current.length)));
      }
      System.arraycopy(more, at, current, filled, part);
      at += part;
      filled += part;
      if (filled == BLOCK_BYTES) {
        fullBlocks.add(current);
        current =
            (long) fullBlocks.size() * BLOCK_BYTES < MAX_BYTES
                ? new byte[MIN_BLOCK_BYTES]
                : evictOldest();
        filled = 0;
      }
    }
  }

  /// Forgets the oldest block.
  ///
  /// @return it, to be filled again
  private byte[] evictOldest() {
    byte[] oldest = fullBlocks.remove();
    modes.scan(oldest, firstOffset, BLOCK_BYTES);
    evictedBytes += BLOCK_BYTES;
    byte[] next = fullBlocks.element();
    firstOffset = firstBoundary(next);
    modes.scan(next, 0, firstOffset);
    while (sizes.size() > 1 && secondSize().offset <= evictedBytes + firstOffset) {
      sizes.removeFirst();
    }
    return oldest;
  }

  private SizeChange secondSize() {
    SizeChange first = sizes.removeFirst();
    SizeChange second = sizes.getFirst();
    sizes.addFirst(first);
    return second;
  }

  /// A good place to begin at.
  private static int firstBoundary(byte[] block) {
    for (int i = 0; i < MAX_BOUNDARY_DISTANCE; i++) {
      if (block[i] == '\n' || block[i] == 0x1b) {
        return i;
      }
    }
    return 0;
  }

  /// Tells all that is known.
  void replay(OutputTap tap) {
    boolean complete = evictedBytes == 0;
    tap.started(complete);
    long at = evictedBytes + firstOffset;
    boolean first = true;
    for (SizeChange size : sizes) {
      replayRange(tap, at, size.offset);
      at = Math.max(at, size.offset);
      tap.resized(size.columns, size.rows);
      if (first && !complete) {
        byte[] known = modes.sequences();
        tap.replayed(known, 0, known.length);
      }
      first = false;
    }
    replayRange(tap, at, totalBytes());
  }

  /// Tells what was printed between two moments.
  private void replayRange(OutputTap tap, long from, long to) {
    long start = evictedBytes;
    for (byte[] block : fullBlocks) {
      replayRange(tap, block, from - start, to - start);
      start += BLOCK_BYTES;
    }
    replayRange(tap, current, from - start, to - start);
  }

  private static void replayRange(OutputTap tap, byte[] block, long from, long to) {
    int begin = (int) Math.max(0, from);
    int end = (int) Math.min(block.length, to);
    if (begin < end) {
      tap.replayed(block, begin, end);
    }
  }
}
