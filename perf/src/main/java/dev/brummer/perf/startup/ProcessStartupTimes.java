package dev.brummer.perf.startup;

import dev.brummer.engine.process.Dependency;
import java.util.List;

/// Startup times of one process in one round, in seconds since the start of the round; -1 if
/// missing.
///
/// @param started the process got a pid
/// @param ready its readiness was detected
/// @param ended it exited without a stop request
/// @param dependsOn dependencies it waited for
/// @param cpuSeconds CPU time of its process tree until it was up, or until the end of the round
/// @param peakBytes peak resident memory of its process tree
/// @param stopSeconds from the stop request to the exit of the whole tree
/// @param lastLines its last output lines, if it did not come up
record ProcessStartupTimes(
    String name,
    StartupOutcome outcome,
    double started,
    double ready,
    double ended,
    List<Dependency> dependsOn,
    double cpuSeconds,
    long peakBytes,
    double stopSeconds,
    List<String> lastLines) {
  static final double NEVER = -1;

  ProcessStartupTimes {
    dependsOn = List.copyOf(dependsOn);
    lastLines = List.copyOf(lastLines);
  }

  /// Returns when the process was up, since the start of the round.
  double upAt() {
    return !outcome.isUp() ? NEVER : ready >= 0 ? ready : ended;
  }

  /// Returns the startup time since its own start, without the wait for dependencies.
  double ownSeconds() {
    return upAt() < 0 ? NEVER : upAt() - started;
  }

  /// Returns when the process met a dependency condition.
  double reachedAt(Dependency.Condition condition) {
    return switch (condition) {
      case STARTED, LOG_LINE -> started;
      case READY -> ready >= 0 ? ready : ended;
      case COMPLETED, EXITED -> ended;
    };
  }
}
