package dev.brummer.app.command;

import dev.brummer.app.config.DotEnvFile;
import dev.brummer.app.fastpath.OptionValue;
import dev.brummer.app.run.ProjectDirectory;
import dev.brummer.app.run.RunPlan;
import dev.brummer.app.run.RunPlanner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that select the project and its environment files.
final class ProjectOptions {
  @Option(
      names = {"-d", "--dir"},
      paramLabel = "PATH",
      description = "directory to look for the project from, upwards (default: current directory)")
  Path directory = Path.of("");

  @Option(
      names = {"-e", "--env-file"},
      paramLabel = "FILE",
      description = "environment file for the processes, in addition to .env and .env.local")
  List<Path> envFiles = List.of();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description =
          "run what this file declares: process-compose.yaml, mprocs.yaml, a Procfile or a"
              + " brummer.toml; repeat it for several, later ones override")
  List<Path> files = List.of();

  /// The long name of a short option of this group; empty if there is none.
  static String longName(String shortName) {
    return switch (shortName) {
      case "-d" -> "--dir";
      case "-e" -> "--env-file";
      case "-f" -> "--file";
      default -> "";
    };
  }

  /// @return false if no option of this group has this name
  boolean set(OptionValue option) {
    switch (option.name()) {
      case "--dir" -> directory = option.path();
      case "--env-file" -> envFiles = option.addTo(envFiles);
      case "--file" -> files = option.addTo(files);
      default -> {
        return false;
      }
    }
    return true;
  }

  /// Builds the run plan.
  ///
  /// @param defaultPty see [RunPlanner]
  RunPlan plan(
      boolean defaultPty, @Nullable Boolean pty, @Nullable Duration grace, RunArguments arguments) {
    Map<String, String> environment = System.getenv();
    ProjectDirectory project = ProjectDirectory.find(directory, files);
    List<String> warnings = new ArrayList<>(project.notice());
    boolean onlyCommand = arguments.targets().isEmpty() && !arguments.command().isEmpty();
    Path dotEnvDirectory = onlyCommand ? project.start() : project.path();
    Map<String, String> variables =
        DotEnvFile.load(dotEnvDirectory, envFiles, environment, warnings::add);
    RunPlanner planner = new RunPlanner(project, defaultPty, pty, grace, environment, variables);
    RunPlan plan = planner.plan(arguments.targets(), arguments.command());
    warnings.addAll(plan.warnings());
    return plan.withWarnings(warnings).withSecrets(plan.secrets().with(envFiles, variables));
  }
}
