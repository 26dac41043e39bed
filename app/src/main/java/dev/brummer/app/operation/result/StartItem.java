package dev.brummer.app.operation.result;

import java.util.List;

/// One process that was to run.
///
/// @param started false if it was running already
/// @param outcome of the wait; `MET` without a wait
/// @param waitedMillis how long the wait took
/// @param errors its errors since the start, if it is not up
/// @param lastLines its newest lines, if it is not up
public record StartItem(
    ProcessItem process,
    boolean started,
    Outcome outcome,
    long waitedMillis,
    List<ErrorItem> errors,
    List<LogItem> lastLines) {}
