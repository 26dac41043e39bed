package dev.brummer.engine.event;

/// What a subscription wants when its mailbox is full. Each loss is counted.
public enum OverflowPolicy {
  /// Lose nothing: `publish` waits for room, `offer` gives up and counts the event as rejected.
  BLOCK,
  /// Keep what is there and drop the new event; the subscriber is told through [Subscriber#missed]
  /// and reads the truth from where it is kept (the log store, the process snapshot).
  CONFLATE,
  /// Make room by dropping the oldest waiting event.
  DROP_OLDEST
}
