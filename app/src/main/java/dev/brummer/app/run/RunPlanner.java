package dev.brummer.app.run;

import dev.brummer.app.program.UserException;
import dev.brummer.engine.process.ProcessSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes the plan of a run from what can be run in a directory and what is asked for.
///
/// @param defaultPty children on terminals of their own, where nobody says otherwise
/// @param pty the same, whatever the configuration says
/// @param grace whatever the configuration says
/// @param environment brummer's own
/// @param variables set for every child on top of it, and below what is configured
public record RunPlanner(
    Path directory,
    boolean defaultPty,
    @Nullable Boolean pty,
    @Nullable Duration grace,
    Map<String, String> environment,
    Map<String, String> variables) {
  /// The directory meant by `--dir`.
  ///
  /// @throws UserException if it is none
  public static Path directory(Path asked) {
    Path directory = asked.toAbsolutePath().normalize();
    if (!Files.isDirectory(directory)) {
      throw UserException.usage(
          (Files.exists(directory) ? "not a directory: " : "no such directory: ") + directory);
    }
    return directory;
  }

  /// @param names what to start of what can be run
  /// @param command what to run besides, program first; may be empty
  /// @throws UserException if there is nothing to run, or a name means nothing
  public RunPlan plan(List<String> names, List<String> command) {
    RunTargets runTargets = new RunTargets(directory, environment, defaultPty, variables);
    List<RunTarget> all = runTargets.all();
    if (all.isEmpty() && command.isEmpty() && names.isEmpty()) {
      throw ProcessSelection.nothingToRun(directory, runTargets.warnings());
    }
    List<ProcessSpec> processes = new ArrayList<>();
    all.forEach(runTarget -> processes.add(applyOptions(runTarget.spec())));
    SequencedSet<String> started =
        new LinkedHashSet<>(
            ProcessSelection.resolve(processes, names, directory, runTargets.warnings()));
    if (!command.isEmpty()) {
      ProcessSpec adHoc = applyOptions(runTargets.applyDefaults(adHocSpec(command, processes)));
      processes.add(adHoc);
      started.add(adHoc.name());
    }
    if (started.isEmpty()) {
      all.stream().filter(RunTarget::autostart).map(RunTarget::name).forEach(started::add);
    }
    return new RunPlan(directory, processes, started, runTargets.theme(), runTargets.warnings());
  }

  private ProcessSpec applyOptions(ProcessSpec spec) {
    ProcessSpec asked = pty == null ? spec : spec.toBuilder().pty(pty).build();
    return grace == null ? asked : asked.toBuilder().stop(asked.stop().withGrace(grace)).build();
  }

  private ProcessSpec adHocSpec(List<String> command, List<ProcessSpec> others) {
    boolean line = command.size() == 1 && command.getFirst().matches(".*\\s.*");
    List<String> executed = line ? List.of("/bin/sh", "-c", command.getFirst()) : command;
    Set<String> taken = others.stream().map(ProcessSpec::name).collect(Collectors.toSet());
    String name = ProcessSpec.adHocName(command.getFirst(), taken::contains);
    return new ProcessSpec(
        name, "command", executed, directory, variables, defaultPty, ProcessSpec.DEFAULT_GRACE);
  }
}
