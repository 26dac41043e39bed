package dev.brummer.app.operation;

/// An operation that cannot be carried out. The message is one sentence: what is wrong and where;
/// `hint` says what to call or change next and may be empty. A timeout is no error but a result.
public final class OperationException extends Exception {
  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final String hint;

  public OperationException(Kind kind, String message, String hint) {
    super(message, null, false, false);
    this.kind = kind;
    this.hint = hint;
  }

  /// The reason.
  public enum Kind {
    /// An argument is out of range or cannot be parsed.
    INVALID_ARGUMENT,
    /// No process, group, error or request has this name or id.
    UNKNOWN_NAME,
    /// The names are valid, but nothing is there to do, such as no URL to open.
    NOTHING_MATCHES,
    /// The client may not change anything.
    READ_ONLY,
    /// The run ends and takes no more calls.
    CLOSED
  }

  public Kind kind() {
    return kind;
  }

  public String hint() {
    return hint;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /// The message and the hint.
  public String text() {
    return hint.isEmpty() ? getMessage() : getMessage() + ": " + hint;
  }
}
