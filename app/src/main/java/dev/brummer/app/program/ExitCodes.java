package dev.brummer.app.program;

/// Exit codes of brummer itself. A run without a UI ends with the exit code of the process that
/// decides its success, or with 128 + n after signal n.
public final class ExitCodes {
  public static final int OK = 0;
  public static final int FAILURE = 1;
  public static final int USAGE = 2;

  /// No brummer runs in the project.
  public static final int NOT_RUNNING = 3;

  /// A condition was not met in time; the exit code of `timeout`.
  public static final int TIMED_OUT = 124;

  private static final int SIGNAL_BASE = 128;

  private ExitCodes() {}

  /// Exit code of a program that was ended by a signal.
  public static int ofSignal(int number) {
    return SIGNAL_BASE + number;
  }
}
