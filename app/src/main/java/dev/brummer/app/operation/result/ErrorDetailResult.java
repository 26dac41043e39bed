package dev.brummer.app.operation.result;

import java.util.List;

/// One error in full.
///
/// @param lines the report of its newest occurrence, with a source-mapped stack
/// @param before log lines of the process before it
/// @param requests proxied requests of the process that were in progress when it occurred
public record ErrorDetailResult(
    ErrorItem error,
    List<LogItem> lines,
    List<LogItem> before,
    List<RequestItem> requests,
    String cursor)
    implements OperationResult {}
