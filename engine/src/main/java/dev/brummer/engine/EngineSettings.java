package dev.brummer.engine;

import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.process.supervisor.SupervisorSettings;
import java.nio.file.Path;

/// What the engine takes from outside.
///
/// @param logs where lines are kept
/// @param processes how children are run
/// @param detectorsEnabled whether lines are read for URLs, errors, builds and tests: half the work
///   of a line, for nothing where nobody shows or serves what is found
public record EngineSettings(
    LogSettings logs, SupervisorSettings processes, boolean detectorsEnabled) {
  /// Lines in memory only, processes as on this machine, all detectors.
  public static EngineSettings inMemory() {
    return new EngineSettings(LogSettings.of(null), SupervisorSettings.defaults(), true);
  }

  /// Lines under the user's state directory, where the next runs of the project find them.
  public static EngineSettings onDisk(Path project) {
    SupervisorSettings processes = SupervisorSettings.defaults();
    return new EngineSettings(LogSettings.of(processes.state(), project), processes, true);
  }

  public EngineSettings withDetectorsEnabled(boolean wanted) {
    return new EngineSettings(logs, processes, wanted);
  }
}
