package dev.brummer.app.operation.result;

import java.util.List;

/// Distinct errors, newest first.
public record ErrorListResult(List<ErrorItem> errors, long omitted, String cursor, String note)
    implements OperationResult {}
