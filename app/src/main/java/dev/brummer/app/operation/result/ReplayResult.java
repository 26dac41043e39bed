package dev.brummer.app.operation.result;

/// A request that was sent again.
///
/// @param original id of the first request
/// @param replay the request that was sent
public record ReplayResult(long original, RequestDetailResult replay) implements OperationResult {}
