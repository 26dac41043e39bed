package dev.brummer.app.program;

/// Error the user can fix. The message is one sentence: what is invalid, where, and what to do.
/// Ends the program with its exit code; has no stack trace.
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int code;

  private UserException(String message, int code) {
    super(message, null, false, false);
    this.code = code;
  }

  /// The command line or a configuration file is invalid.
  public static UserException usage(String message) {
    return new UserException(message, ExitCodes.USAGE);
  }

  /// A valid command failed.
  public static UserException failure(String message) {
    return new UserException(message, ExitCodes.FAILURE);
  }

  public int code() {
    return code;
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
