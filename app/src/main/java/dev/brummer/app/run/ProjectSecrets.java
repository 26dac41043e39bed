package dev.brummer.app.run;

import dev.brummer.app.config.DotEnvFile;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.secret.SecretValues;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Where the secrets of a project stand: its env files, the environment of brummer and of its
/// processes. Each [#read] reads the values again; they are not kept.
///
/// @param project project directory
/// @param files env files that the command line or the configuration names
/// @param variables variables of env files that were read already; some cannot be read twice
/// @param processes processes of the project
/// @param environment environment of brummer
/// @param unmasked names of the processes whose text is not masked
public record ProjectSecrets(
    Path project,
    List<Path> files,
    Map<String, String> variables,
    List<ProcessSpec> processes,
    Map<String, String> environment,
    Set<String> unmasked) {
  private static final int MAX_PATH = 1024;

  public ProjectSecrets {
    files = List.copyOf(files);
    processes = List.copyOf(processes);
    unmasked = Set.copyOf(unmasked);
  }

  /// No env files, processes or variables.
  static ProjectSecrets none(Path project) {
    return new ProjectSecrets(project, List.of(), Map.of(), List.of(), Map.of(), Set.of());
  }

  /// A copy with further env files and the variables read from all.
  public ProjectSecrets with(List<Path> more, Map<String, String> read) {
    List<Path> all = new ArrayList<>(files);
    all.addAll(more);
    return new ProjectSecrets(project, all, read, processes, environment, unmasked);
  }

  /// The secrets of the project that `brummer logs` reads the log of.
  ///
  /// @param files env files that the command line names
  /// @param warn receives one sentence if the configuration is invalid
  public static ProjectSecrets ofRecordedRun(
      ProjectDirectory project,
      List<Path> files,
      Map<String, String> environment,
      Consumer<String> warn) {
    try {
      RunTargets targets = new RunTargets(project, environment, false, Map.of());
      List<ProcessSpec> processes = targets.all().stream().map(RunTarget::spec).toList();
      List<Path> all = new ArrayList<>(files);
      all.addAll(targets.environmentFiles());
      return new ProjectSecrets(
          project.path(), all, Map.of(), processes, environment, targets.unmasked());
    } catch (UserException invalid) {
      warn.accept("secrets of the configuration are not masked: " + invalid.getMessage());
      return new ProjectSecrets(project.path(), files, Map.of(), List.of(), environment, Set.of());
    }
  }

  /// Reads the files and collects the secret values.
  public SecretValues read() {
    SecretValues values = new SecretValues(this::isPath);
    for (Path file : envFiles()) {
      DotEnvFile.forEachValue(file, environment, values::addFromFile);
    }
    variables.forEach(values::addFromFile);
    environment.forEach(values::addFromEnvironment);
    processes.forEach(process -> process.environment().forEach(values::addFromEnvironment));
    return values;
  }

  /// The env files that exist and those named.
  Set<Path> envFiles() {
    Set<Path> found = new LinkedHashSet<>(files);
    List<Path> directories = processes.stream().map(ProcessSpec::directory).distinct().toList();
    found.addAll(EnvFiles.find(project, directories));
    return found;
  }

  /// Whether a value is a path of the project or of the user.
  private boolean isPath(String value) {
    if (value.length() > MAX_PATH || value.indexOf('\0') >= 0) {
      return false;
    }
    String home = environment.getOrDefault("HOME", "");
    if (value.startsWith("./")
        || value.startsWith("../")
        || value.startsWith("~/")
        || value.startsWith("file:")
        || value.startsWith(project.toString())
        || (home.length() > 1 && value.startsWith(home))) {
      return true;
    }
    try {
      return value.chars().noneMatch(Character::isWhitespace)
          && Files.exists(project.resolve(value));
    } catch (InvalidPathException noPath) {
      return false;
    }
  }
}
