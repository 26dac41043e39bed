package dev.brummer.app.operation.result;

import java.util.List;

/// The scripts of the project; running ones first, then in file order.
///
/// @param omitted number of further scripts that match the filter
public record ScriptListResult(List<ScriptItem> scripts, int omitted) implements OperationResult {}
