package dev.brummer.app.operation.result;

import java.util.List;

/// How a wait ended. A timeout is a result; waiting can go on with its cursor.
///
/// @param condition the condition as asked for
/// @param evidence the observation that ended the wait, or what is still missing
/// @param lines the matching line, for a wait for a line
/// @param requests the matching request, for a wait for a request
/// @param errors the new errors, for a wait without errors
public record WaitResult(
    Outcome outcome,
    String condition,
    String evidence,
    List<ProcessItem> processes,
    List<LogItem> lines,
    List<RequestItem> requests,
    List<ErrorItem> errors,
    long waitedMillis,
    String cursor,
    String note)
    implements OperationResult {}
