package dev.brummer.engine.process;

/// Where a process is in its life. The words and glyphs are those of the UI.
public sealed interface ProcessState {
  /// One or two lower-case words for people: "ready", "exit 1", "stopping".
  String label();

  /// True while a child may exist.
  default boolean alive() {
    return switch (this) {
      case Starting _, Running _, Ready _, Stopping _, Paused _ -> true;
      case Idle _, Waiting _, BackingOff _, Done _, Failed _, Stopped _ -> false;
    };
  }

  /// Never started in this session.
  record Idle() implements ProcessState {
    @Override
    public String label() {
      return "idle";
    }
  }

  /// To be started as soon as `what` is there.
  record Waiting(String dependencies) implements ProcessState {
    @Override
    public String label() {
      return "wait " + dependencies;
    }
  }

  /// Being spawned.
  record Starting() implements ProcessState {
    @Override
    public String label() {
      return "starting";
    }
  }

  /// Has a pid; not known to be ready.
  record Running() implements ProcessState {
    @Override
    public String label() {
      return "running";
    }
  }

  /// Serves, and this is how we know.
  record Ready(String evidence) implements ProcessState {
    @Override
    public String label() {
      return "ready";
    }
  }

  /// Asked to end; killed at `deadlineMillis`.
  record Stopping(String signal, long deadlineMillis) implements ProcessState {
    @Override
    public String label() {
      return "stopping";
    }
  }

  /// Stopped by the job control of a terminal.
  record Paused() implements ProcessState {
    @Override
    public String label() {
      return "paused";
    }
  }

  /// Ended by itself with a code that counts as success.
  record Done(int code) implements ProcessState {
    @Override
    public String label() {
      return code == 0 ? "done" : "done " + code;
    }
  }

  /// Ended because it was asked to, whatever its code: not a failure.
  record Stopped(int code, int signal) implements ProcessState {
    @Override
    public String label() {
      return "stopped";
    }
  }

  /// Could not be started, exited with another code, or was ended by a signal nobody here sent.
  record Failed(String reason, int code, int signal) implements ProcessState {
    @Override
    public String label() {
      return reason;
    }
  }

  /// Will be restarted at `atMillis`, for the `attempt`th time in a row.
  record BackingOff(int attempt, long atMillis) implements ProcessState {
    @Override
    public String label() {
      return "restarting";
    }
  }
}
