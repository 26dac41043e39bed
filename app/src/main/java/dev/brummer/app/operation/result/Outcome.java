package dev.brummer.app.operation.result;

/// How waiting for a condition ended. The exit codes of the verbs follow from it: 0, 1 and 124.
public enum Outcome {
  MET,
  /// The condition can no longer be met, for example because the process exited.
  NOT_MET,
  TIMED_OUT
}
