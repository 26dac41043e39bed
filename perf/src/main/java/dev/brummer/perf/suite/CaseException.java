package dev.brummer.perf.suite;

/// A case that cannot be measured here; the message is for people.
public final class CaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CaseException(String message, Throwable cause) {
    super(message, cause);
  }

  public CaseException(String message) {
    super(message);
  }
}
