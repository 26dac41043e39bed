package dev.brummer.app.operation.result;

import java.util.List;

/// How waiting for a condition ended. The exit codes of the verbs follow from it: 0, 1 and 124.
public enum Outcome {
  MET,
  /// The condition can no longer be met, for example because the process exited.
  NOT_MET,
  TIMED_OUT;

  /// `NOT_MET` over `TIMED_OUT` over `MET`.
  static Outcome worst(List<Outcome> all) {
    if (all.contains(NOT_MET)) {
      return NOT_MET;
    }
    return all.contains(TIMED_OUT) ? TIMED_OUT : MET;
  }
}
