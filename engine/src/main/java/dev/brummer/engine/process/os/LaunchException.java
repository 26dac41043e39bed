package dev.brummer.engine.process.os;

/// Failure to spawn a child. The message is one sentence for the user; `reason` is a short form for
/// the state column.
public final class LaunchException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  public LaunchException(String reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
