package dev.brummer.app.operation.result;

import java.util.List;

/// Browser sessions, most recently active first.
public record PageSessionResult(
    List<PageSessionItem> sessions, int omitted, String cursor, String note)
    implements OperationResult {}
