package dev.brummer.perf.load;

/// Signals that the load test cannot start; carries a message for the user.
public final class LoadException extends Exception {
  private static final long serialVersionUID = 1;

  LoadException(String message) {
    super(message);
  }
}
