package dev.brummer.engine.event;

/// Behaviour of a full mailbox. Every lost event is counted.
public enum OverflowPolicy {
  /// Loses nothing: `publish` blocks until there is room; `offer` rejects the event and counts it.
  BLOCK,
  /// Keeps the queued events and drops the new one. The subscriber is notified by
  /// [Subscriber#missed] and reads the current state from its source (the log store, the process
  /// snapshot).
  CONFLATE,
  /// Drops the oldest queued event.
  DROP_OLDEST
}
