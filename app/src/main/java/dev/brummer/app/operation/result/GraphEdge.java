package dev.brummer.app.operation.result;

/// A condition on another process.
///
/// @param process name of the other process
/// @param condition "started", "ready", "completed", "exited" or "log line"
/// @param pattern of the line; empty for other conditions
public record GraphEdge(String process, String condition, String pattern) {}
