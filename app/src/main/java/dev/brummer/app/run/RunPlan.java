package dev.brummer.app.run;

import dev.brummer.app.config.GeneralConfig;
import dev.brummer.app.operation.ScriptOrigin;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.tui.paint.Theme;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// Processes of a run and the subset to start.
///
/// @param project project directory
/// @param processes all processes that can be started
/// @param others what the project can run besides; registered when a client starts it
/// @param started names of the processes that start immediately
/// @param theme configured UI theme
/// @param general settings of the whole program
/// @param warnings one sentence per file that could not be read
/// @param secrets what is masked
/// @param origins where the processes are defined
public record RunPlan(
    Path project,
    List<ProcessSpec> processes,
    List<ProcessSpec> others,
    Set<String> started,
    Theme theme,
    GeneralConfig general,
    List<String> warnings,
    ProjectSecrets secrets,
    List<ScriptOrigin> origins) {
  /// A plan without secrets whose processes are not defined by files.
  public RunPlan(
      Path project,
      List<ProcessSpec> processes,
      Set<String> started,
      Theme theme,
      List<String> warnings) {
    this(
        project,
        processes,
        List.of(),
        started,
        theme,
        GeneralConfig.NONE,
        warnings,
        ProjectSecrets.none(project),
        List.of());
  }

  /// A copy with other warnings.
  public RunPlan withWarnings(List<String> changed) {
    return new RunPlan(
        project, processes, others, started, theme, general, changed, secrets, origins);
  }

  /// A copy with other secrets.
  public RunPlan withSecrets(ProjectSecrets changed) {
    return new RunPlan(
        project, processes, others, started, theme, general, warnings, changed, origins);
  }

  /// A copy that starts other processes immediately; names without a process have no effect.
  public RunPlan withStarted(Set<String> changed) {
    return new RunPlan(
        project, processes, others, changed, theme, general, warnings, secrets, origins);
  }

  /// The id of the only process that starts immediately, in a run that registers the processes in
  /// this order; empty if several start.
  OptionalInt onlyStartedId() {
    if (started.size() != 1) {
      return OptionalInt.empty();
    }
    List<String> names = processes.stream().map(ProcessSpec::name).toList();
    return OptionalInt.of(names.indexOf(started.iterator().next()) + 1);
  }

  /// The plan reduced to the processes that start immediately and their dependencies, for runs
  /// without a UI, where only a client can start the others.
  public RunPlan onlyStarted() {
    Map<String, ProcessSpec> byName = new HashMap<>();
    processes.forEach(spec -> byName.put(spec.name(), spec));
    Set<String> needed = new HashSet<>();
    Deque<String> pending = new ArrayDeque<>(started);
    while (!pending.isEmpty()) {
      String name = pending.pop();
      ProcessSpec spec = byName.get(name);
      if (spec != null && needed.add(name)) {
        spec.dependsOn().forEach(other -> pending.push(other.process()));
      }
    }
    List<ProcessSpec> kept = new ArrayList<>();
    List<ProcessSpec> left = new ArrayList<>();
    processes.forEach(spec -> (needed.contains(spec.name()) ? kept : left).add(spec));
    return new RunPlan(project, kept, left, started, theme, general, warnings, secrets, origins);
  }
}
