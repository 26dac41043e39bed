package dev.brummer.app.operation.result;

import java.util.List;

/// Who waits for whom, and how long each took.
public record GraphResult(List<GraphItem> processes) implements OperationResult {}
