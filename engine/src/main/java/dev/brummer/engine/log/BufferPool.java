package dev.brummer.engine.log;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Pool of off-heap buffers for the segment being written. Keeps up to two buffers for the next
/// segments, because readers may still use the previous ones and fresh memory costs a page fault
/// per 4 KiB. What a flood of lines does not need from one [#trim] to the next is given back: a
/// buffer that was allocated because a reader was slow once would otherwise stay for good. Any
/// thread; guarded by this.
final class BufferPool {
  /// Off-heap memory, little-endian. Its writer moves the position and limit of `bytes`; all
  /// threads share `memory`, of which they do not.
  record Buffer(Arena arena, ByteBuffer memory, ByteBuffer bytes) {
    @SuppressWarnings("MustBeClosed") // closed by the pool
    static Buffer allocate(int size) {
      Arena arena = Arena.ofShared();
      try {
        ByteBuffer bytes = arena.allocate(size, Long.BYTES).asByteBuffer();
        ByteBuffer memory = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return new Buffer(arena, memory, bytes);
      } catch (OutOfMemoryError exhausted) {
        arena.close();
        throw exhausted;
      }
    }
  }

  private static final int MAX_SPARE = 2;

  private final List<Buffer> spare = new ArrayList<>();

  /// Minimum number of spare buffers since the last [#trim].
  private int unused;

  private boolean closed;

  synchronized Buffer acquire(int size) {
    for (Buffer kept : spare) {
      if (kept.memory().capacity() == size) {
        spare.remove(kept);
        unused = Math.min(unused, spare.size());
        return kept;
      }
    }
    return Buffer.allocate(size);
  }

  synchronized void release(Buffer buffer) {
    if (closed || (spare.size() == MAX_SPARE && !replacesSmaller(buffer))) {
      buffer.arena().close();
    } else {
      spare.add(buffer);
    }
  }

  /// Frees a spare buffer that is smaller: segments grow, so it will not be used again.
  private boolean replacesSmaller(Buffer buffer) {
    for (Buffer kept : spare) {
      if (kept.memory().capacity() < buffer.memory().capacity()) {
        spare.remove(kept);
        kept.arena().close();
        return true;
      }
    }
    return false;
  }

  /// Frees the spare buffers that were not used since the last call.
  synchronized void trim() {
    for (; unused > 0; unused--) {
      spare.removeLast().arena().close();
    }
    unused = spare.size();
  }

  /// Number of buffers that are kept for the next segments.
  synchronized int spareCount() {
    return spare.size();
  }

  synchronized void close() {
    closed = true;
    unused = 0;
    spare.forEach(buffer -> buffer.arena().close());
    spare.clear();
  }
}
