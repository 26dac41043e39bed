package dev.brummer.perf.startup;

import java.util.List;

/// One start and shutdown of the project.
///
/// @param number from 1; the first round is cold
/// @param finished false if interrupted
/// @param stopSeconds duration of the shutdown
/// @param survivors processes that survived the shutdown
record RoundResult(
    int number,
    boolean finished,
    List<ProcessStartupTimes> startups,
    double stopSeconds,
    List<String> survivors) {
  RoundResult {
    startups = List.copyOf(startups);
    survivors = List.copyOf(survivors);
  }

  boolean isCold() {
    return number == 1;
  }

  /// Returns when the last process was up.
  double upAt() {
    return startups.stream()
        .mapToDouble(ProcessStartupTimes::upAt)
        .max()
        .orElse(ProcessStartupTimes.NEVER);
  }

  /// Returns whether all awaited processes came up.
  boolean isSuccessful() {
    return finished
        && startups.stream().noneMatch(processStartup -> processStartup.outcome().isFailure());
  }

  CriticalPath criticalPath() {
    return CriticalPath.of(startups);
  }
}
