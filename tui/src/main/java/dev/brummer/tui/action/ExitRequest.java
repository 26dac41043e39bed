package dev.brummer.tui.action;

import org.jspecify.annotations.Nullable;

/// The requested exit code; the first request wins. Owned by the thread `tui`.
public final class ExitRequest {
  public static final int OK = 0;

  /// The terminal disconnected.
  public static final int HANGUP = 129;

  /// The user pressed Ctrl-C, or left without waiting for processes to end.
  public static final int INTERRUPTED = 130;

  private int endCode = OK;
  private @Nullable Integer code;
  private int stopped;

  /// Sets the exit code of a run that ends once its processes have ended.
  void endWith(int exitCode) {
    endCode = exitCode;
  }

  /// Requests the exit after the end of all processes.
  public void requestEnd() {
    request(endCode);
  }

  public void request(int exitCode) {
    if (code == null) {
      code = exitCode;
    }
  }

  /// Records how many processes quitting stops.
  void stopping(int processes) {
    stopped = processes;
  }

  /// Number of processes that ran when the user quit.
  public int stopped() {
    return stopped;
  }

  public @Nullable Integer code() {
    return code;
  }
}
