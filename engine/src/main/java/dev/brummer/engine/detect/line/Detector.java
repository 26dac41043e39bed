package dev.brummer.engine.detect.line;

import dev.brummer.engine.event.Event;
import java.util.function.Consumer;

/// Derives events from the lines of processes. Keeps bounded state per process and has no other
/// side effects. Called by one bus worker at a time; must not block; calls `found` only before the
/// method returns.
public interface Detector {
  /// Name used in an `InternalFailure`.
  String name();

  /// Bits of the [Keyword]s that trigger [#onLine]. A line with none of them is skipped, except
  /// while the detector [#hasPending].
  long keywords();

  /// Handles the next line of a process. Lines of one process arrive in order.
  void onLine(ScannedLine line, Consumer<Event> found);

  /// Discards the state of a process that is started again.
  default void processStarted(int process, long atMillis) {}

  /// Publishes and discards the state of an exited process. All its lines have been delivered.
  default void processExited(int process, long atMillis, Consumer<Event> found) {}

  /// Handles the failure of a process, after [#processExited] of all detectors.
  ///
  /// @param failure its exit code or signal, or why it could not be started
  default void processFailed(int process, String failure, long atMillis, Consumer<Event> found) {}

  /// Publishes pending findings that have not grown since the last call. Called when no line has
  /// arrived for a while.
  default void flushStale(Consumer<Event> found) {}

  /// True while a finding is incomplete and [#flushStale] has to be called.
  default boolean hasPending() {
    return false;
  }
}
