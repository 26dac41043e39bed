package dev.brummer.app.control;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/// Settings of a control server.
///
/// @param project directory of the project
/// @param environment environment of brummer, for the directory of the socket
/// @param background whether this brummer runs without a terminal of its own
/// @param warnings receives one sentence about a failure or a fallback; any thread
public record ControlSettings(
    Path project,
    Map<String, String> environment,
    boolean background,
    ControlLimits limits,
    Consumer<String> warnings) {
  /// Settings with the default limits for a brummer on a terminal.
  public static ControlSettings of(
      Path project, Map<String, String> environment, Consumer<String> warnings) {
    return new ControlSettings(project, environment, false, ControlLimits.DEFAULT, warnings);
  }

  public ControlSettings inBackground(boolean runsInBackground) {
    return new ControlSettings(project, environment, runsInBackground, limits, warnings);
  }
}
