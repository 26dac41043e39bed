package dev.brummer.app.operation.result;

import java.util.List;

/// Proxied requests, newest first.
///
/// @param note a remark, such as that this run has no proxy
public record RequestListResult(
    List<RequestItem> requests, long omitted, String cursor, String note)
    implements OperationResult {}
