package dev.brummer.app;

import dev.brummer.engine.process.ProcessSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// What a run consists of.
///
/// @param project where it runs
/// @param processes all that can be run
/// @param started names of those that start at once
/// @param warnings sentences about what could not be read
record RunPlan(
    Path project, List<ProcessSpec> processes, Set<String> started, List<String> warnings) {
  /// Only what starts at once: without a UI nobody could start the rest.
  RunPlan onlyStarted() {
    return new RunPlan(
        project,
        processes.stream().filter(spec -> started.contains(spec.name())).toList(),
        started,
        warnings);
  }
}
