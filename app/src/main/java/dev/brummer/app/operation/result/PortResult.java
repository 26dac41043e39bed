package dev.brummer.app.operation.result;

import java.util.List;

/// Listening ports, ascending.
public record PortResult(List<PortItem> ports) implements OperationResult {}
