package dev.brummer.app.program;

import java.nio.file.Path;
import java.util.List;

/// Command line that starts this program again.
public final class RelaunchCommandLine {
  /// Name of the main class. A string because this package does not depend on the main class.
  static final String MAIN_CLASS = "dev.brummer.app.Brummer";

  private RelaunchCommandLine() {}

  /// The launcher of the image, or the JVM with its class path in a development run.
  public static List<String> command() {
    String home = System.getProperty("brummer.home");
    if (home != null) {
      return List.of(Path.of(home, "bin", "brummer").toString());
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        MAIN_CLASS);
  }
}
