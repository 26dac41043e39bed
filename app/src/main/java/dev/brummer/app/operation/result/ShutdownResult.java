package dev.brummer.app.operation.result;

import java.util.List;

/// The run ends soon after this result.
///
/// @param stopping names of the processes that ran
public record ShutdownResult(List<String> stopping) implements OperationResult {}
