package dev.brummer.app.program;

import java.util.List;

/// Error the user can fix. The message is one sentence: what is invalid, where, and what to do.
/// Ends the program with its exit code; has no stack trace.
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int code;
  private final transient List<String> sentences;

  private UserException(List<String> sentences, int code) {
    super(sentences.getFirst(), null, false, false);
    this.sentences = List.copyOf(sentences);
    this.code = code;
  }

  private UserException(String message, int code) {
    this(List.of(message), code);
  }

  /// The command line or a configuration file is invalid.
  public static UserException usage(String message) {
    return new UserException(message, ExitCodes.USAGE);
  }

  /// Several places of configuration files are invalid.
  ///
  /// @param messages at least one
  public static UserException usage(List<String> messages) {
    return new UserException(messages, ExitCodes.USAGE);
  }

  /// A valid command failed.
  public static UserException failure(String message) {
    return new UserException(message, ExitCodes.FAILURE);
  }

  /// No brummer runs that could carry out the command.
  public static UserException notRunning(String message) {
    return new UserException(message, ExitCodes.NOT_RUNNING);
  }

  /// An error of a running brummer with the exit code that it determines.
  public static UserException ofCode(int code, String message) {
    return new UserException(message, code);
  }

  public int code() {
    return code;
  }

  /// The first sentence.
  public String text() {
    return sentences.getFirst();
  }

  /// All sentences; more than one only for configuration files with several errors.
  public List<String> sentences() {
    return sentences;
  }
}
