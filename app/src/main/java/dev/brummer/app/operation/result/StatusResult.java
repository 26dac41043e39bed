package dev.brummer.app.operation.result;

import java.util.List;

/// The status of processes. Without names, of those that were started in this run.
///
/// @param notStarted number of processes left out because they were never started
/// @param note a remark for the client, such as that the cursor belongs to another run; empty for
///   none
public record StatusResult(List<ProcessItem> processes, int notStarted, String cursor, String note)
    implements OperationResult {}
