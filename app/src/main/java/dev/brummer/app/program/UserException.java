package dev.brummer.app.program;

/// Something the user can mend: the message is one sentence that says what is wrong, where, and
/// what to do. Ends the program with its code; has no stack trace.
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int code;

  private UserException(String message, int code) {
    super(message, null, false, false);
    this.code = code;
  }

  /// The command line asks for something that does not exist or makes no sense.
  public static UserException usage(String message) {
    return new UserException(message, ExitCodes.USAGE);
  }

  /// What was asked for is right but could not be done.
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
