package dev.brummer.app.program;

/// The end of the JVM after the main thread has closed everything it opened.
public final class JvmExit {
  private JvmExit() {}

  /// Ends the JVM without shutdown hooks. [System#exit] would look for a logger in every jar first,
  /// which takes 12 ms. Called by the main thread, last; does not return.
  ///
  /// If another thread has called [System#exit], its hooks still run and its exit code counts.
  public static void afterMain(int code) {
    if (isEnding()) {
      System.exit(code); // blocks until the JVM ends
    }
    Runtime.getRuntime().halt(code);
  }

  private static boolean isEnding() {
    try {
      Runtime.getRuntime().removeShutdownHook(new Thread(() -> {}, "none"));
      return false;
    } catch (IllegalStateException shutdownInProgress) {
      return true;
    }
  }
}
