package dev.brummer.app.operation.result;

import java.util.List;

/// Distinct errors that stand, newest first.
///
/// @param healed number of errors that do not occur any more
public record ErrorListResult(
    List<ErrorItem> errors, long healed, long omitted, String cursor, String note)
    implements OperationResult {}
