package dev.brummer.app.run;

import dev.brummer.app.program.UserException;
import dev.brummer.engine.process.ProcessSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Builds a run plan from the run targets of a directory and the command line.
///
/// @param project an ad-hoc process runs where the search for the project started
/// @param defaultPty default for processes without a `pty` setting
/// @param pty overrides the configuration if not null
/// @param grace grace period; overrides the configuration if not null
/// @param environment environment of brummer
/// @param variables environment variables of all processes; the configuration overrides them
public record RunPlanner(
    ProjectDirectory project,
    boolean defaultPty,
    @Nullable Boolean pty,
    @Nullable Duration grace,
    Map<String, String> environment,
    Map<String, String> variables) {
  /// Selects the processes to start.
  ///
  /// @param names names, globs and groups of run targets to start
  /// @param command program and arguments of an ad-hoc process; empty for none
  /// @throws UserException if there is nothing to run, or a name is unknown
  public RunPlan plan(List<String> names, List<String> command) {
    RunTargets runTargets = new RunTargets(project, environment, defaultPty, variables);
    List<RunTarget> all = runTargets.all();
    if (all.isEmpty() && command.isEmpty() && names.isEmpty()) {
      throw ProcessNameResolver.nothingToRun(project, runTargets.warnings());
    }
    List<ProcessSpec> processes = new ArrayList<>();
    all.forEach(it -> processes.add(applyOptions(runTargets.withoutBrowser(it.spec()))));
    List<String> warnings = new ArrayList<>(runTargets.warnings());
    SequencedSet<String> started = ProcessNameResolver.resolve(processes, names, project, warnings);
    if (!command.isEmpty()) {
      ProcessSpec adHoc =
          applyOptions(
              runTargets.withoutBrowser(runTargets.applyDefaults(adHocSpec(command, processes))));
      processes.add(adHoc);
      started.add(adHoc.name());
    }
    if (started.isEmpty()) {
      all.stream().filter(RunTarget::autostart).map(RunTarget::name).forEach(started::add);
    }
    return new RunPlan(
        project.path(),
        processes,
        List.of(),
        started,
        runTargets.theme(),
        runTargets.general(),
        warnings,
        new ProjectSecrets(
            project.path(),
            runTargets.environmentFiles(),
            variables,
            processes,
            environment,
            runTargets.unmasked()),
        all.stream().map(RunTarget::scriptOrigin).toList());
  }

  private ProcessSpec applyOptions(ProcessSpec spec) {
    ProcessSpec result = pty == null ? spec : spec.toBuilder().pty(pty).build();
    return grace == null ? result : result.toBuilder().stop(result.stop().withGrace(grace)).build();
  }

  private ProcessSpec adHocSpec(List<String> command, List<ProcessSpec> others) {
    boolean shellLine = command.size() == 1 && command.getFirst().matches(".*\\s.*");
    List<String> executed = shellLine ? List.of("/bin/sh", "-c", command.getFirst()) : command;
    Set<String> taken = others.stream().map(ProcessSpec::name).collect(Collectors.toSet());
    String name = ProcessSpec.adHocName(command.getFirst(), taken::contains);
    return new ProcessSpec(
        name,
        "command",
        executed,
        project.start(),
        variables,
        defaultPty,
        ProcessSpec.DEFAULT_GRACE);
  }
}
