package dev.brummer.perf.load;

/// The load test cannot begin; the message is a sentence for people.
public final class LoadException extends Exception {
  private static final long serialVersionUID = 1;

  LoadException(String message) {
    super(message);
  }
}
