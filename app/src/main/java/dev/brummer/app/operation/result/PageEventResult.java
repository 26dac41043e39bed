package dev.brummer.app.operation.result;

import java.util.List;

/// Telemetry events, newest first.
public record PageEventResult(List<PageEventItem> events, long omitted, String cursor, String note)
    implements OperationResult {}
