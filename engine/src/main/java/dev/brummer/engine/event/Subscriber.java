package dev.brummer.engine.event;

/// Handles events. Called by one worker of the bus at a time, never concurrently, in the order of
/// each publisher. Must not block for long and must not call [EventBus#publish]; [EventBus#offer]
/// is allowed.
@FunctionalInterface
public interface Subscriber {
  /// Handles one event. Exceptions are reported as [Event.InternalFailure]; delivery continues with
  /// the next event.
  void on(Event event);

  /// Reports that `count` events were dropped since the last call. Called before the next event.
  default void missed(long count) {}

  /// Called when the mailbox is drained; suitable for flushing what [#on] has buffered.
  default void idle() {}
}
