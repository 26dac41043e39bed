package dev.brummer.engine.process;

/// What a process waits for before it starts.
///
/// @param process name of the other
public record Dependency(String process, Condition until) {
  /// How far the other has to be.
  public enum Condition {
    /// It has a pid.
    STARTED,
    READY,
    /// It has ended with success.
    COMPLETED
  }
}
