package dev.brummer.perf.startup;

/// What became of a process in a round until everybody was there.
sealed interface StartupOutcome {
  /// Serves, and how that was seen.
  record Ready(String evidence) implements StartupOutcome {}

  /// Ended by itself with a code that counts as success.
  record Exited(int code) implements StartupOutcome {}

  /// Ended otherwise, or could not be started.
  record Failed(String reason) implements StartupOutcome {}

  /// Lives and rests; nobody said how to know that it is ready, and nothing shows it.
  record Running() implements StartupOutcome {}

  /// Was waited for in vain; `state` is where it was.
  record TimedOut(String state) implements StartupOutcome {}

  /// Was not there when the run was interrupted; `state` is where it was.
  record Interrupted(String state) implements StartupOutcome {}

  /// Whether there is a time until it was there.
  default boolean isUp() {
    return switch (this) {
      case Ready _, Exited _ -> true;
      case Failed _, Running _, TimedOut _, Interrupted _ -> false;
    };
  }

  /// Whether something is wrong with it.
  default boolean isFailure() {
    return switch (this) {
      case Failed _, TimedOut _ -> true;
      case Ready _, Exited _, Running _, Interrupted _ -> false;
    };
  }

  /// Whether it was waited for in vain, and the next round need not do that again.
  default boolean hasTimedOut() {
    return switch (this) {
      case Running _, TimedOut _ -> true;
      case Ready _, Exited _, Failed _, Interrupted _ -> false;
    };
  }

  /// One word, as in JSON.
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

  /// What else there is to say, for people; may be empty.
  default String detail() {
    return switch (this) {
      case Ready ready -> ready.evidence();
      case Exited exited -> "code " + exited.code();
      case Failed failed -> failed.reason();
      case Running _ -> "no sign that it is ready";
      case TimedOut timedOut -> timedOut.state();
      case Interrupted interrupted -> interrupted.state();
    };
  }
}
