package dev.brummer.app.operation.result;

import dev.brummer.engine.process.Dependency;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Who waits for whom, and how long each took. Times are wall-clock milliseconds.
public record GraphResult(List<GraphItem> processes) implements OperationResult {
  /// A process.
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

  /// A condition on another process.
  ///
  /// @param process name of the other process
  /// @param condition "started", "ready", "completed", "exited" or "log line"
  /// @param pattern of the line; empty for other conditions
  public record GraphEdge(String process, String condition, String pattern) {
    /// The condition of a dependency.
    public static GraphEdge of(Dependency dependency) {
      String condition = dependency.until().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      Pattern log = dependency.log();
      return new GraphEdge(dependency.process(), condition, log == null ? "" : log.pattern());
    }
  }
}
