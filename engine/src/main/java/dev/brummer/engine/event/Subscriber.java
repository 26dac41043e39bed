package dev.brummer.engine.event;

/// Handles events. Called by one worker of the bus at a time, never by two at once, in the order of
/// each publisher. Must not block for long and must not call [EventBus#publish]; [EventBus#offer]
/// is fine.
@FunctionalInterface
public interface Subscriber {
  /// One event. Whatever it throws is reported as a `InternalFailure` and the next event follows.
  void on(Event event);

  /// `count` events were dropped since the last call; comes before the next event.
  default void missed(long count) {}

  /// The mailbox has been drained for now: a good moment to flush what `on` has gathered.
  default void idle() {}
}
