package dev.brummer.engine.detect.line;

import dev.brummer.engine.event.Event;
import java.util.function.Consumer;

/// Understands what processes print: a line in, findings out. Pure but for what it remembers about
/// each process, which is bounded. Called by one worker at a time; never blocks; `found` is called
/// before the method returns.
public interface Detector {
  /// What a `InternalFailure` calls it.
  String name();

  /// Bits of the [Keyword]s of which a line has to have one for [#onLine] to be called, except
  /// while it is [#hasPending].
  long keywords();

  /// The next line of a process, in order.
  void onLine(ScannedLine line, Consumer<Event> found);

  /// A process was started: what was remembered about it is void.
  default void processStarted(int process) {}

  /// A process has ended; all its lines have been seen.
  default void processExited(int process, long atMillis, Consumer<Event> found) {}

  /// No line has come for a while: what waits for more may be complete.
  default void flushStale(Consumer<Event> found) {}

  /// True while something waits for more lines, so that [#flushStale] is wanted.
  default boolean hasPending() {
    return false;
  }
}
