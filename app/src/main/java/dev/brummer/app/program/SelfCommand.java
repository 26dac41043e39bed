package dev.brummer.app.program;

import dev.brummer.app.Brummer;
import java.nio.file.Path;
import java.util.List;

/// How to start this very program again.
public final class SelfCommand {
  private SelfCommand() {}

  /// The launcher of the image, or the JVM and class path of a development run.
  public static List<String> command() {
    String home = System.getProperty("brummer.home");
    if (home != null) {
      return List.of(Path.of(home, "bin", "brummer").toString());
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        Brummer.class.getName());
  }
}
