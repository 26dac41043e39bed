package dev.brummer.app.operation.result;

import java.util.List;

/// Why a process is up or not.
///
/// @param up whether it is ready, or runs without a readiness to wait for
/// @param reasons sentences, the most important one first
/// @param errors its errors of this run of the process, newest first
/// @param lastLines its newest lines, if it is not up
public record WhyResult(
    ProcessItem process,
    boolean up,
    List<String> reasons,
    List<ErrorItem> errors,
    List<LogItem> lastLines,
    String cursor)
    implements OperationResult {}
