package dev.brummer.app.graph;

import java.util.List;

/// A process in the graph. Times are wall-clock milliseconds, 0 if unknown.
///
/// @param state its state in the running brummer, empty without one
/// @param conditions what it waits for
/// @param startedMillis its last start
/// @param waitedMillis time that it waited before that start
/// @param readyMillis when it was ready
/// @param endedMillis when it ended
record GraphNode(
    String name,
    String group,
    String state,
    List<Condition> conditions,
    long startedMillis,
    long waitedMillis,
    long readyMillis,
    long endedMillis) {
  /// A condition on another process.
  ///
  /// @param condition such as "ready"
  /// @param pattern of a log line; empty for other conditions
  record Condition(String process, String condition, String pattern) {
    /// For example `db ready`.
    String text() {
      return process + " " + condition + (pattern.isEmpty() ? "" : " /" + pattern + "/");
    }
  }

  GraphNode {
    conditions = List.copyOf(conditions);
  }

  /// When it met a condition, 0 if it has not.
  long metMillis(String condition) {
    return switch (condition) {
      case "started" -> startedMillis;
      case "completed", "exited" -> endedMillis;
      default -> readyMillis > 0 ? readyMillis : startedMillis;
    };
  }

  /// When it was up: ready, or ended before it was ready; 0 if neither.
  long upMillis() {
    return readyMillis > 0 ? readyMillis : endedMillis;
  }

  /// Time from its start until it was up, -1 if it is not.
  long tookMillis() {
    return startedMillis == 0 || upMillis() == 0 ? -1 : Math.max(0, upMillis() - startedMillis);
  }
}
