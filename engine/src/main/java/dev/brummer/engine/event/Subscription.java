package dev.brummer.engine.event;

import java.util.Set;

/// Handle of a subscriber on the bus. Closing is idempotent. The worker that is draining the
/// mailbox may still deliver queued events; after [#close] has returned on another thread, none is
/// delivered.
public interface Subscription extends AutoCloseable {
  String name();

  /// The kinds of events delivered.
  Set<Event.Kind> kinds();

  /// The current statistics. Each value is exact; together they are not an atomic snapshot.
  Stats stats();

  /// Causes a call of [Subscriber#idle] soon, even without an event, for subscribers that depend on
  /// elapsed time. Any thread; cheap; several calls may be merged into one.
  void wake();

  @Override
  void close();

  /// Statistics of one subscriber, shown in the System view.
  ///
  /// @param depth queued events
  /// @param capacity bound of one lane
  /// @param handled events handled so far
  /// @param dropped events dropped by [OverflowPolicy#CONFLATE] or [OverflowPolicy#DROP_OLDEST], or
  ///   rejected by a full [OverflowPolicy#BLOCK] mailbox on `offer`
  /// @param failed events whose handler threw
  /// @param blockedNanos total time that publishers were blocked
  /// @param maxHandlingNanos longest handling time of one event. For a batch it is an upper bound:
  ///   the duration of the batch minus the mean time of its other events.
  /// @param lagMillis age of the first event of the last batch when it was handled
  /// @param maxLagMillis largest lag so far
  /// @param busyNanos elapsed time of the current batch, 0 if there is none; grows while a
  ///   subscriber is stuck
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
