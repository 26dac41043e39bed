package dev.brummer.engine.process.child;

import dev.brummer.engine.process.OutputTap;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Ring buffer of the most recent output of a child, about [#MAX_BYTES], with the size changes of
/// its terminal. A tap attached later receives the output that an earlier one would have received.
///
/// Evicted output is reduced to the terminal modes that it set (alternate screen, mouse, keys …);
/// they are replayed first. The retained output begins at a line or an escape sequence if one is
/// near. Costs one copy per byte and one scan for escapes per evicted byte; the evicted block is
/// reused. Confined to the reader thread of the child.
final class ReplayBuffer {
  static final int BLOCK_BYTES = 1 << 16;
  static final int MAX_BYTES = 4 * BLOCK_BYTES;

  private static final int MIN_BLOCK_BYTES = 1 << 12;

  /// Search distance for the start of a line or sequence.
  private static final int MAX_BOUNDARY_DISTANCE = BLOCK_BYTES / 16;

  private static final int MAX_SIZES = 64;

  private final Deque<byte[]> fullBlocks = new ArrayDeque<>();
  private byte[] current = new byte[MIN_BLOCK_BYTES];
  private int filled;

  /// Offset of the retained output in the oldest block.
  private int firstOffset;

  /// Total length of the output before the oldest block.
  private long evictedBytes;

  private final TerminalModeTracker modes = new TerminalModeTracker();
  private final Deque<SizeChange> sizes = new ArrayDeque<>();

  /// Change of the terminal size.
  ///
  /// @param offset total length of the output before the change
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

  /// Records a change of the terminal size.
  void resize(int columns, int rows) {
    if (sizes.getLast().offset == totalBytes()) {
      sizes.removeLast();
    } else if (sizes.size() == MAX_SIZES) {
      sizes.removeFirst();
    }
    sizes.add(new SizeChange(totalBytes(), columns, rows));
  }

  void add(byte[] more, int from, int count) {
    int at = from;
    int end = from + count;
    while (at < end) {
      int part = Math.min(end - at, BLOCK_BYTES - filled);
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

  /// Evicts the oldest block.
  ///
  /// @return the block, for reuse
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

  /// Offset of the first line end or escape near the start of a block, 0 if there is none.
  private static int firstBoundary(byte[] block) {
    for (int i = 0; i < MAX_BOUNDARY_DISTANCE; i++) {
      if (block[i] == '\n' || block[i] == 0x1b) {
        return i;
      }
    }
    return 0;
  }

  /// Replays the retained output and sizes.
  void replay(OutputTap tap) {
    boolean complete = evictedBytes == 0;
    tap.started(complete);
    long position = evictedBytes + firstOffset;
    boolean first = true;
    for (SizeChange size : sizes) {
      replayRange(tap, position, size.offset);
      position = Math.max(position, size.offset);
      tap.resized(size.columns, size.rows);
      if (first && !complete) {
        byte[] restored = modes.sequences();
        tap.replayed(restored, 0, restored.length);
      }
      first = false;
    }
    replayRange(tap, position, totalBytes());
  }

  /// Replays the output between two positions.
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
