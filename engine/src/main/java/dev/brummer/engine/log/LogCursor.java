package dev.brummer.engine.log;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Iterates over all lines of a store in order, each once. Pins the current segment, so the newest
/// lines are read from the write buffer. Used by one thread at a time.
public final class LogCursor implements AutoCloseable {
  private final LogStore store;
  private final BlockView block = new BlockView();
  private @Nullable Segment segment;
  private MemorySegment memory = MemorySegment.NULL;
  private int at;
  private long next;

  LogCursor(LogStore store, long from) {
    this.store = store;
    this.next = from;
  }

  /// Number of the next line.
  public long next() {
    return next;
  }

  /// Fills `into` with the next lines, possibly fewer than are available. Skips lines that were
  /// evicted.
  ///
  /// @return false if there are no new lines
  public boolean next(LineBlock into) {
    try {
      return read(into);
    } catch (InternalError fault) {
      store.excludeCutSegments(fault);
      close();
      return read(into);
    }
  }

  private boolean read(LineBlock into) {
    Segment current = segment;
    if (current != null && next >= current.end() && store.hasNewerThan(current)) {
      close();
      current = null;
    }
    if (current == null) {
      current = pinNextSegment();
    }
    if (current == null || next >= current.end()) {
      return false;
    }
    block.moveTo(memory, at);
    int from = (int) (next - block.first());
    while (from >= block.count()) {
      at = block.next();
      block.moveTo(memory, at);
      from = (int) (next - block.first());
    }
    into.fill(block, from, block.count());
    at = block.next();
    next = block.first() + block.count();
    return true;
  }

  /// Pins the segment of the next line, or the oldest later segment.
  private @Nullable Segment pinNextSegment() {
    for (Segment candidate : store.segments()) {
      long from = Math.max(next, candidate.first());
      MemorySegment pinned = from < candidate.end() ? candidate.pin() : null;
      if (pinned != null) {
        next = from;
        memory = pinned;
        at = candidate.spanOffset(candidate.spanOf(from));
        segment = candidate;
        return candidate;
      }
    }
    return null;
  }

  /// Unpins the current segment; [#next(LineBlock)] may be called afterwards and pins it again.
  @Override
  public void close() {
    Segment held = segment;
    if (held != null) {
      segment = null;
      memory = MemorySegment.NULL;
      held.unpin();
    }
  }
}
