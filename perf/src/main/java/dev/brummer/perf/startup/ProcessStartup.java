package dev.brummer.perf.startup;

import dev.brummer.engine.process.Dependency;
import java.util.List;

/// How one process came up in one round. Times in seconds since the round began; -1 where there is
/// none.
///
/// @param started it had a pid
/// @param ready it was seen to serve
/// @param ended it had ended by itself
/// @param dependsOn what it had to wait for
/// @param cpuSeconds that its tree had used until it was there, or until the end of the round
/// @param peakBytes the most resident memory that its tree was seen to have
/// @param stopSeconds from being asked to end until nothing of it was left
/// @param lastLines what it printed last, where something went wrong
record ProcessStartup(
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

  ProcessStartup {
    dependsOn = List.copyOf(dependsOn);
    lastLines = List.copyOf(lastLines);
  }

  /// When it was there, since the round began.
  double upAt() {
    return !outcome.isUp() ? NEVER : ready >= 0 ? ready : ended;
  }

  /// The same since it was itself started: without what it waited for.
  double ownSeconds() {
    return upAt() < 0 ? NEVER : upAt() - started;
  }

  /// When it had come as far as `condition` asks.
  double reachedAt(Dependency.Condition condition) {
    return switch (condition) {
      case STARTED -> started;
      case READY -> ready >= 0 ? ready : ended;
      case COMPLETED -> ended;
    };
  }
}
