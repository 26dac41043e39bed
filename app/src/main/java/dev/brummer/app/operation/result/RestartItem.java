package dev.brummer.app.operation.result;

import java.util.List;

/// One restarted process.
///
/// @param outcome whether it is up again: ready, or exited successfully if it is no server
/// @param upMillis time from the request until it was up; -1 if it is not
/// @param previousUpMillis time that its start before took; -1 if unknown
/// @param newErrors distinct errors that did not occur before the restart
/// @param goneErrors distinct errors of the run before that have not occurred again
/// @param errors the new ones, newest first, at most ten
/// @param lastLines its newest lines, if it is not up
public record RestartItem(
    ProcessItem process,
    Outcome outcome,
    long upMillis,
    long previousUpMillis,
    int newErrors,
    int goneErrors,
    List<ErrorItem> errors,
    List<LogItem> lastLines) {}
