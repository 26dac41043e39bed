package dev.brummer.engine.file;

import java.nio.file.Path;
import java.util.Map;

/// The directory for the state of brummer: logs, PID files, and control sockets without a runtime
/// directory.
public final class StateDirectory {
  private StateDirectory() {}

  /// `$XDG_STATE_HOME/brummer`, or below the user's home if that is not an absolute path. It may
  /// not exist.
  public static Path of(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        xdg.startsWith("/")
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".local", "state");
    return base.resolve("brummer");
  }
}
