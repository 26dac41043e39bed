package dev.brummer.engine.process;

import org.jspecify.annotations.Nullable;

/// Result of a process that has ended and will not be restarted.
///
/// @param code exit code of the process, or 128 + n after signal n
/// @param failed true if the process exited on its own with a code that is not a success, or could
///   not be started
/// @param stopped true if it was stopped on request
/// @param skipped true if it never started, because a dependency can never be met; also a failure
public record ProcessEnd(int code, boolean failed, boolean stopped, boolean skipped) {
  private static final int SIGNAL_BASE = 128;

  /// The result of a process that was started.
  public ProcessEnd(int code, boolean failed, boolean stopped) {
    this(code, failed, stopped, false);
  }

  /// The result in a state; null if the process has not ended.
  public static @Nullable ProcessEnd of(ProcessState state) {
    return switch (state) {
      case ProcessState.Done done -> new ProcessEnd(done.code(), false, false);
      case ProcessState.Failed failed ->
          new ProcessEnd(codeOf(failed), true, false, failed.skipped());
      case ProcessState.Stopped stopped -> new ProcessEnd(stopped.code(), false, true);
      case ProcessState.Idle _,
          ProcessState.Waiting _,
          ProcessState.Starting _,
          ProcessState.Running _,
          ProcessState.Ready _,
          ProcessState.Down _,
          ProcessState.Stopping _,
          ProcessState.Paused _,
          ProcessState.BackingOff _,
          ProcessState.Scheduled _ ->
          null;
    };
  }

  private static int codeOf(ProcessState.Failed failed) {
    if (failed.code() != 0) {
      return failed.code();
    }
    return failed.signal() == 0 ? 1 : SIGNAL_BASE + failed.signal();
  }
}
