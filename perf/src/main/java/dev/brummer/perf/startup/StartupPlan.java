package dev.brummer.perf.startup;

import dev.brummer.engine.process.ProcessSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Processes, number of rounds and time limit of a startup benchmark.
///
/// @param processes all processes in display order
/// @param started names of the requested processes; the others are their dependencies
/// @param limit maximum time to wait per round
public record StartupPlan(
    Path project, List<ProcessSpec> processes, Set<String> started, int rounds, Duration limit) {
  public StartupPlan {
    processes = List.copyOf(processes);
    started = Set.copyOf(started);
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds: " + rounds);
    }
    if (!limit.isPositive()) {
      throw new IllegalArgumentException("limit: " + limit);
    }
  }
}
