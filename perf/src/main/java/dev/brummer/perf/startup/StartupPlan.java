package dev.brummer.perf.startup;

import dev.brummer.engine.process.ProcessSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What to start, how often, and how long to wait for it.
///
/// @param processes all that take part, in the order they are shown
/// @param started those that are started; the others follow because these need them
/// @param limit what a round waits for who is not there
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
