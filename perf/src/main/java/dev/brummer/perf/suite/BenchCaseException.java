package dev.brummer.perf.suite;

/// Signals that a case cannot be measured on this machine; carries a message for the user.
public final class BenchCaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BenchCaseException(String message, Throwable cause) {
    super(message, cause);
  }

  public BenchCaseException(String message) {
    super(message);
  }
}
