package dev.brummer.app.operation.result;

import java.util.List;

/// A process in the graph of dependencies. Times are wall-clock milliseconds.
///
/// @param state as of [ProcessItem]
/// @param dependsOn what it waits for
/// @param startedMillis its last start, 0 if it has not started
/// @param waitedMillis time that it waited before that start
/// @param readyMillis when it was ready, 0 if it is not
/// @param endedMillis when it ended, 0 while it runs
public record GraphItem(
    String name,
    String group,
    String state,
    List<GraphEdge> dependsOn,
    long startedMillis,
    long waitedMillis,
    long readyMillis,
    long endedMillis) {}
