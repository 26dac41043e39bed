package dev.brummer.engine.fact;

import dev.brummer.engine.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known about a process beyond its snapshot.
///
/// @param cause cause of the newest change of its state
/// @param stopCause cause of its last stop, empty if it has not been stopped
/// @param upMillis time from its last start until it was ready, -1 if it is not
/// @param previousUpMillis the same of the start before, -1 if unknown
/// @param startedMillis wall-clock time of its last start, 0 if it has not started
/// @param waitedMillis time that it waited for its dependencies before that start
/// @param endedMillis wall-clock time of the end of its last run, 0 while it runs
/// @param urls its URLs, in the order of their detection
/// @param build the end of its newest build, null without a build
public record ProcessFact(
    String cause,
    String stopCause,
    long upMillis,
    long previousUpMillis,
    long startedMillis,
    long waitedMillis,
    long endedMillis,
    List<Event.UrlDetected> urls,
    Event.@Nullable BuildEvent build) {
  static final ProcessFact NONE = new ProcessFact("", "", -1, -1, 0, 0, 0, List.of(), null);
}
