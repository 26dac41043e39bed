package dev.brummer.engine.process.os;

/// A child could not be started. The message is one sentence for the user; `word` is the short form
/// that fits beside a process's name.
public final class LaunchException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  public LaunchException(String word, String sentence) {
    super(sentence, null, false, false);
    this.reason = word;
  }

  public String reason() {
    return reason;
  }
}
