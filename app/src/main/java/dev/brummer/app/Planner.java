package dev.brummer.app;

import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.script.Discovery;
import dev.brummer.engine.script.Script;
import dev.brummer.engine.script.Scripts;
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

/// Makes the plan of a run from what is found in a directory and what is asked for.
///
/// @param pty children on terminals of their own
/// @param environment set for every child on top of brummer's own
record Planner(Path directory, boolean pty, Duration grace, Map<String, String> environment) {
  /// The directory meant by `--dir`.
  ///
  /// @throws UserError if it is none
  static Path directory(Path asked) {
    Path directory = asked.toAbsolutePath().normalize();
    if (!Files.isDirectory(directory)) {
      throw UserError.usage(
          (Files.exists(directory) ? "not a directory: " : "no such directory: ") + directory);
    }
    return directory;
  }

  /// @param names what to start of the scripts found
  /// @param command what to run besides, program first; may be empty
  /// @throws UserError if there is nothing to run, or a name means nothing
  RunPlan plan(List<String> names, List<String> command) {
    Discovery discovery = Scripts.discover(directory);
    if (discovery.scripts().isEmpty() && command.isEmpty() && names.isEmpty()) {
      throw Selection.nothingHere(directory, discovery.warnings());
    }
    SequencedSet<String> started = new LinkedHashSet<>(Selection.of(discovery, names, directory));
    List<ProcessSpec> processes = new ArrayList<>();
    discovery.scripts().forEach(script -> processes.add(spec(script)));
    if (!command.isEmpty()) {
      ProcessSpec adHoc = adHoc(command, processes);
      processes.add(adHoc);
      started.add(adHoc.name());
    }
    return new RunPlan(directory, processes, started, discovery.warnings());
  }

  private ProcessSpec spec(Script script) {
    return spec(script.name(), script.group(), script.command(), script.directory());
  }

  private ProcessSpec adHoc(List<String> command, List<ProcessSpec> others) {
    boolean line = command.size() == 1 && command.getFirst().matches(".*\\s.*");
    List<String> executed = line ? List.of("/bin/sh", "-c", command.getFirst()) : command;
    String program = command.getFirst().strip().split("\\s+")[0];
    Path last = Path.of(program).getFileName();
    Set<String> taken = others.stream().map(ProcessSpec::name).collect(Collectors.toSet());
    String name = last == null ? program : last.toString();
    for (int i = 2; !taken.add(name); i++) {
      name = program + "-" + i;
    }
    return spec(name, "command", executed, directory);
  }

  ProcessSpec spec(String name, String group, List<String> command, Path where) {
    return new ProcessSpec(name, group, command, where, environment, pty, grace);
  }
}
