package dev.brummer.perf.startup;

/// What became of a process in a round until everybody was there.
sealed interface StartupOutcome {
  /// Serves, and how that was seen.
  record Ready(String evidence) implements StartupOutcome {}

  /// Ended by itself with a code that counts as success.
  record Ended(int code) implements StartupOutcome {}

  /// Ended otherwise, or could not be started.
  record Failed(String reason) implements StartupOutcome {}

  /// Lives and rests; nobody said how to know that it is ready, and nothing shows it.
  record Runs() implements StartupOutcome {}

  /// Was waited for in vain; `state` is where it was.
  record Late(String state) implements StartupOutcome {}

  /// Was not there when the run was interrupted; `state` is where it was.
  record Cut(String state) implements StartupOutcome {}

  /// Whether there is a time until it was there.
  default boolean there() {
    return switch (this) {
      case Ready _, Ended _ -> true;
      case Failed _, Runs _, Late _, Cut _ -> false;
    };
  }

  /// Whether something is wrong with it.
  default boolean bad() {
    return switch (this) {
      case Failed _, Late _ -> true;
      case Ready _, Ended _, Runs _, Cut _ -> false;
    };
  }

  /// Whether it was waited for in vain, and the next round need not do that again.
  default boolean vain() {
    return switch (this) {
      case Runs _, Late _ -> true;
      case Ready _, Ended _, Failed _, Cut _ -> false;
    };
  }

  /// One word, as in JSON.
  default String word() {
    return switch (this) {
      case Ready _ -> "ready";
      case Ended _ -> "ended";
      case Failed _ -> "failed";
      case Runs _ -> "runs";
      case Late _ -> "late";
      case Cut _ -> "cut";
    };
  }

  /// What else there is to say, for people; may be empty.
  default String detail() {
    return switch (this) {
      case Ready ready -> ready.evidence();
      case Ended ended -> "code " + ended.code();
      case Failed failed -> failed.reason();
      case Runs _ -> "no sign that it is ready";
      case Late late -> late.state();
      case Cut cut -> cut.state();
    };
  }
}
