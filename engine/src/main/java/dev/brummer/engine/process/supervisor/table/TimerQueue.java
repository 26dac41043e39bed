package dev.brummer.engine.process.supervisor.table;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Delayed commands by monotonic due time. Confined to one thread. Timers are not cancelled: a late
/// one is recognised by its state version.
public final class TimerQueue {
  private final PriorityQueue<Due> queue = new PriorityQueue<>();
  private long nextSequence;

  public void add(long atNanos, ProcessCommand command) {
    queue.add(new Due(atNanos, nextSequence++, command));
  }

  /// Removes the next due command, null if none is due.
  public @Nullable ProcessCommand pollDue(long nowNanos) {
    Due first = queue.peek();
    if (first == null || first.atNanos - nowNanos > 0) {
      return null;
    }
    queue.poll();
    return first.command;
  }

  /// Nanoseconds until the next command is due, `Long.MAX_VALUE` without one.
  public long nanosUntilNext(long nowNanos) {
    Due first = queue.peek();
    return first == null ? Long.MAX_VALUE : Math.max(0, first.atNanos - nowNanos);
  }

  private record Due(long atNanos, long sequence, ProcessCommand command)
      implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.signum(atNanos - other.atNanos);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }
}
