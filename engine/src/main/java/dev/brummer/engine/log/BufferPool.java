package dev.brummer.engine.log;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Pool of off-heap buffers for the segment being written. Keeps two buffers for the next segments,
/// because readers may still use the previous ones and fresh memory costs a page fault per 4 KiB.
/// Any thread; guarded by this.
final class BufferPool {
  /// Off-heap memory; `bytes` is a view of `memory`.
  record Buffer(Arena arena, MemorySegment memory, ByteBuffer bytes) {
    @SuppressWarnings("MustBeClosed") // closed by the pool
    static Buffer allocate(int size) {
      Arena arena = Arena.ofShared();
      try {
        MemorySegment memory = arena.allocate(size, Long.BYTES);
        return new Buffer(arena, memory, memory.asByteBuffer());
      } catch (OutOfMemoryError exhausted) {
        arena.close();
        throw exhausted;
      }
    }
  }

  private static final int MAX_SPARE = 2;

  private final List<Buffer> spare = new ArrayList<>();
  private boolean closed;

  synchronized Buffer acquire(int size) {
    for (Buffer kept : spare) {
      if (kept.memory().byteSize() == size) {
        spare.remove(kept);
        return kept;
      }
    }
    return Buffer.allocate(size);
  }

  synchronized void release(Buffer buffer) {
    if (closed || spare.size() == MAX_SPARE) {
      buffer.arena().close();
    } else {
      spare.add(buffer);
    }
  }

  synchronized void close() {
    closed = true;
    spare.forEach(buffer -> buffer.arena().close());
    spare.clear();
  }
}
