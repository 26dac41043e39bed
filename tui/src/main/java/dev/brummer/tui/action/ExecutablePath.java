package dev.brummer.tui.action;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Searches the `PATH` of an environment for programs.
final class ExecutablePath {
  private ExecutablePath() {}

  /// Whether a program is installed in a directory of `PATH`; empty entries are skipped.
  static boolean contains(Map<String, String> environment, String program) {
    for (String directory : environment.getOrDefault("PATH", "").split(":")) {
      if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }
}
