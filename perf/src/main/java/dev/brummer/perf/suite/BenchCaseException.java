package dev.brummer.perf.suite;

/// A case that cannot be measured here; the message is for people.
public final class BenchCaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BenchCaseException(String message, Throwable cause) {
    super(message, cause);
  }

  public BenchCaseException(String message) {
    super(message);
  }
}
