package dev.brummer.perf.startup;

import java.util.List;

/// One start of the project, from nothing until all were there, and its end.
///
/// @param number from 1; the first is the cold one
/// @param finished false if it was interrupted
/// @param stopSeconds until nothing was left of anybody
/// @param survivors who could not be ended
record StartupRound(
    int number,
    boolean finished,
    List<ProcessStartup> startups,
    double stopSeconds,
    List<String> survivors) {
  StartupRound {
    startups = List.copyOf(startups);
    survivors = List.copyOf(survivors);
  }

  boolean isCold() {
    return number == 1;
  }

  /// When the last of those was there who came at all.
  double upAt() {
    return startups.stream().mapToDouble(ProcessStartup::upAt).max().orElse(ProcessStartup.NEVER);
  }

  /// Whether all were there whom there was to wait for.
  boolean isSuccessful() {
    return finished
        && startups.stream().noneMatch(processStartup -> processStartup.outcome().isFailure());
  }

  CriticalPath criticalPath() {
    return CriticalPath.of(startups);
  }
}
