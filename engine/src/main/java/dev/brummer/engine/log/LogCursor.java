package dev.brummer.engine.log;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Goes through all lines of a store in their order, for whoever wants every one of them once. It
/// holds the segment it is in until it has gone through it, so it reads the newest lines from the
/// memory that they were written to. Confined to one thread, or to one at a time.
public final class LogCursor implements AutoCloseable {
  private final LogStore store;
  private final Block block = new Block();
  private @Nullable Segment segment;
  private MemorySegment memory = MemorySegment.NULL;
  private int at;
  private long next;

  LogCursor(LogStore store, long from) {
    this.store = store;
    this.next = from;
  }

  /// Number of the line that comes next.
  public long next() {
    return next;
  }

  /// Puts the next lines into `into`, which may be fewer than there are. Where lines have gone for
  /// the quota, it goes on with the oldest that is left.
  ///
  /// @return false if there is none yet
  public boolean next(LineBlock into) {
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

  /// Pins the segment with the next line, or the oldest behind it.
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

  /// Lets the segment go; [#next(LineBlock)] takes it up again.
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
