package dev.brummer.engine;

import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.process.supervisor.SupervisorSettings;
import java.nio.file.Path;

/// Settings of an [Engine].
///
/// @param logs location and size of the log store
/// @param processes how processes are started and supervised
/// @param detectorsEnabled whether lines are scanned for URLs, errors, builds and tests. Scanning
///   is half the cost of a line, so it is off where the results are neither shown nor served.
public record EngineSettings(
    LogSettings logs, SupervisorSettings processes, boolean detectorsEnabled) {
  /// In-memory log store, this machine's process settings, all detectors.
  public static EngineSettings inMemory() {
    return new EngineSettings(LogSettings.of(null), SupervisorSettings.defaults(), true);
  }

  /// Log store under the user's state directory, where later runs of the project can read it.
  public static EngineSettings onDisk(Path project) {
    SupervisorSettings processes =
        SupervisorSettings.defaults()
            .withProject(project)
            .withResolver(new PackageScriptResolver());
    return new EngineSettings(LogSettings.of(processes.state(), project), processes, true);
  }

  /// Whether terminals may be attached to the processes.
  public EngineSettings withAttachable(boolean wanted) {
    return new EngineSettings(logs, processes.withAttachable(wanted), detectorsEnabled);
  }

  public EngineSettings withDetectorsEnabled(boolean wanted) {
    return new EngineSettings(logs, processes, wanted);
  }
}
