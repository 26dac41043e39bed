package dev.brummer.engine.process;

/// Condition on another process that must hold before a start.
///
/// @param process name of the other process
/// @param until state that the other process must reach
public record Dependency(String process, Condition until) {
  /// Required state of the other process.
  public enum Condition {
    /// It has a pid.
    STARTED,
    READY,
    /// It has exited successfully.
    COMPLETED
  }
}
