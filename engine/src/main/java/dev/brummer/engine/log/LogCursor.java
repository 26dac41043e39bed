package dev.brummer.engine.log;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Iterates over all lines of a store in order, each once. Pins the current segment, so the newest
/// lines are read from the write buffer. Used by one thread at a time.
public final class LogCursor implements AutoCloseable {
  private final LogStore store;
  private final BlockView block = new BlockView();
  private @Nullable Segment segment;
  private ByteBuffer memory = BlockView.NO_BYTES;
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
    if (!moveToNext()) {
      return false;
    }
    into.fill(block, (int) (next - block.first()), block.count());
    Segment current = segment;
    into.printable = current != null && current.isPrintable(memory, block.next());
    pass();
    return true;
  }

  /// Passes the lines that [#next(LineBlock)] would return, without copying them, if they are
  /// unneeded.
  ///
  /// @return whether it has passed them
  public boolean skipIf(Lines unneeded) {
    try {
      if (!moveToNext() || !unneeded.test(next, (int) (block.first() + block.count() - next))) {
        return false;
      }
      pass();
      return true;
    } catch (InternalError fault) {
      store.excludeCutSegments(fault);
      close();
      return false;
    }
  }

  /// A condition for lines that were appended together.
  @FunctionalInterface
  public interface Lines {
    /// @param first number of the first line
    boolean test(long first, int count);
  }

  /// Moves to the block of the next line.
  ///
  /// @return false if there are no new lines
  private boolean moveToNext() {
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
    while (next - block.first() >= block.count()) {
      at = block.next();
      block.moveTo(memory, at);
    }
    return true;
  }

  private void pass() {
    at = block.next();
    next = block.first() + block.count();
  }

  /// Pins the segment of the next line, or the oldest later segment.
  private @Nullable Segment pinNextSegment() {
    for (Segment candidate : store.segments()) {
      long from = Math.max(next, candidate.first());
      ByteBuffer pinned = from < candidate.end() ? candidate.pin() : null;
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
      memory = BlockView.NO_BYTES;
      held.unpin();
    }
  }
}
