package dev.brummer.engine.event;

import java.util.Set;

/// A subscriber's place on the bus. Closing it is idempotent; events already in the mailbox may
/// still be handled by the worker that is draining it, none after [#close] has returned to a thread
/// that is not that worker.
public interface Subscription extends AutoCloseable {
  String name();

  /// What it is for.
  Set<Event.Kind> kinds();

  /// The counters now; each is exact for itself, together they are a moment's blur.
  Stats stats();

  /// Has [Subscriber#idle] called soon, even if no event comes: for a subscriber that waits for
  /// time to pass. Any thread; cheap; several calls may become one.
  void wake();

  @Override
  void close();

  /// What the System view shows of one subscriber.
  ///
  /// @param depth events waiting
  /// @param capacity the mailbox's bound
  /// @param handled events handled so far
  /// @param dropped events lost to [OverflowPolicy#CONFLATE] or [OverflowPolicy#DROP_OLDEST], or
  ///   rejected by an [OverflowPolicy#BLOCK] mailbox that was full when a publisher could only
  ///   offer
  /// @param failed events whose handling threw
  /// @param blockedNanos time that publishers waited for room
  /// @param maxHandlingNanos the longest that one event has taken; for events that were handled in
  ///   one go an upper bound: their time together, without what the others usually take
  /// @param lagMillis how old the first event of the last batch was when it was handled
  /// @param maxLagMillis the largest such lag so far
  /// @param busyNanos how long the batch in hand has taken so far, 0 when there is none: a
  ///   subscriber that is stuck shows here
  record Stats(
      String name,
      int depth,
      int capacity,
      long handled,
      long dropped,
      long failed,
      long blockedNanos,
      long maxHandlingNanos,
      long lagMillis,
      long maxLagMillis,
      long busyNanos) {}
}
