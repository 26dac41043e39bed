package dev.brummer.engine;

import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.process.ProcessSettings;

/// What the engine takes from outside.
///
/// @param logs where lines are kept
/// @param processes how children are run
public record EngineSettings(LogSettings logs, ProcessSettings processes) {
  /// Lines in memory only, processes as on this machine.
  public static EngineSettings inMemory() {
    return new EngineSettings(LogSettings.of(null), ProcessSettings.defaults());
  }
}
