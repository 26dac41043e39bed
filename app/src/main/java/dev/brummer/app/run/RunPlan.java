package dev.brummer.app.run;

import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.tui.paint.Theme;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a run consists of.
///
/// @param project where it runs
/// @param processes all that can be run
/// @param started names of those that start at once
/// @param theme the theme that is configured
/// @param warnings sentences about what could not be read
public record RunPlan(
    Path project,
    List<ProcessSpec> processes,
    Set<String> started,
    Theme theme,
    List<String> warnings) {
  /// Only what starts at once, with what it depends on: without a UI nobody could start the rest.
  public RunPlan onlyStarted() {
    Map<String, ProcessSpec> byName = new HashMap<>();
    processes.forEach(spec -> byName.put(spec.name(), spec));
    Set<String> needed = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(started);
    while (!open.isEmpty()) {
      String name = open.pop();
      ProcessSpec spec = byName.get(name);
      if (spec != null && needed.add(name)) {
        spec.dependsOn().forEach(other -> open.push(other.process()));
      }
    }
    List<ProcessSpec> kept =
        processes.stream().filter(spec -> needed.contains(spec.name())).toList();
    return new RunPlan(project, kept, started, theme, warnings);
  }
}
