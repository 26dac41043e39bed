package dev.brummer.engine.log;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Memory for the segment being written. One buffer is kept for the next segment: fresh memory
/// costs a page fault every 4 KiB. Any thread; guarded by this.
final class BufferPool {
  /// Memory outside the heap; `bytes` is another view of `memory`.
  record Buffer(Arena arena, MemorySegment memory, ByteBuffer bytes) {
    @SuppressWarnings("MustBeClosed") // by the pool
    static Buffer allocate(int size) {
      Arena arena = Arena.ofShared();
      MemorySegment memory = arena.allocate(size, Long.BYTES);
      return new Buffer(arena, memory, memory.asByteBuffer());
    }
  }

  private @Nullable Buffer spare;
  private boolean closed;

  synchronized Buffer take(int size) {
    Buffer kept = spare;
    if (kept != null && kept.memory().byteSize() == size) {
      spare = null;
      return kept;
    }
    return Buffer.allocate(size);
  }

  synchronized void give(Buffer buffer) {
    if (closed || spare != null) {
      buffer.arena().close();
    } else {
      spare = buffer;
    }
  }

  synchronized void close() {
    closed = true;
    if (spare != null) {
      spare.arena().close();
      spare = null;
    }
  }
}
