package dev.brummer.engine.process;

/// The sentence for a thread that cannot be started. The JVM reports it as a lack of memory.
public final class ThreadLimit {
  public static final String SENTENCE =
      "cannot start a thread: process limit reached; end other processes, or raise ulimit -u or"
          + " pids.max of the container";

  private ThreadLimit() {}

  /// Describes an error of the JVM for users.
  public static String describe(Throwable error) {
    if (!(error instanceof OutOfMemoryError)) {
      return error instanceof Error ? "internal error" : String.valueOf(error.getMessage());
    }
    return String.valueOf(error.getMessage()).contains("native thread")
        ? SENTENCE
        : "out of memory: close other programs, or run fewer processes at once";
  }
}
