package dev.brummer.perf.startup;

/// Outcome of a process at the end of a round's startup phase.
sealed interface StartupOutcome {
  /// Ready; `evidence` says how it was detected.
  record Ready(String evidence) implements StartupOutcome {}

  /// Exited without a stop request, with a success code.
  record Exited(int code) implements StartupOutcome {}

  /// Exited with a failure, or could not be started.
  record Failed(String reason) implements StartupOutcome {}

  /// Running and idle, without a declared or detected readiness.
  record Running() implements StartupOutcome {}

  /// Not ready within the limit; `state` is its last state.
  record TimedOut(String state) implements StartupOutcome {}

  /// Not up when the run was interrupted; `state` is its last state.
  record Interrupted(String state) implements StartupOutcome {}

  /// Returns whether the process came up.
  default boolean isUp() {
    return switch (this) {
      case Ready _, Exited _ -> true;
      case Failed _, Running _, TimedOut _, Interrupted _ -> false;
    };
  }

  /// Returns whether the process counts as a failure.
  default boolean isFailure() {
    return switch (this) {
      case Failed _, TimedOut _ -> true;
      case Ready _, Exited _, Running _, Interrupted _ -> false;
    };
  }

  /// Returns whether the wait for the process timed out; later rounds do not wait for it again.
  default boolean hasTimedOut() {
    return switch (this) {
      case Running _, TimedOut _ -> true;
      case Ready _, Exited _, Failed _, Interrupted _ -> false;
    };
  }

  /// Returns the outcome as one word, as in JSON.
  default String word() {
    return switch (this) {
      case Ready _ -> "ready";
      case Exited _ -> "ended";
      case Failed _ -> "failed";
      case Running _ -> "runs";
      case TimedOut _ -> "late";
      case Interrupted _ -> "cut";
    };
  }

  /// Returns details for the user; may be empty.
  default String detail() {
    return switch (this) {
      case Ready ready -> ready.evidence();
      case Exited exited -> "code " + exited.code();
      case Failed failed -> failed.reason();
      case Running _ -> "no readiness detected";
      case TimedOut timedOut -> timedOut.state();
      case Interrupted interrupted -> interrupted.state();
    };
  }
}
