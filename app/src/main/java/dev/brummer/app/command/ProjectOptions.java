package dev.brummer.app.command;

import dev.brummer.app.config.DotEnvFile;
import dev.brummer.app.run.RunPlan;
import dev.brummer.app.run.RunPlanner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which project, and with which variables.
final class ProjectOptions {
  @Option(
      names = {"-d", "--dir"},
      paramLabel = "PATH",
      description = "the project; default: the current directory")
  Path directory = Path.of("");

  @Option(
      names = {"-e", "--env-file"},
      paramLabel = "FILE",
      description = "variables for the children, besides .env and .env.local")
  List<Path> envFiles = List.of();

  /// What is to run there.
  ///
  /// @param usualPty see [RunPlanner]
  RunPlan plan(
      boolean usualPty,
      @Nullable Boolean pty,
      @Nullable Duration grace,
      RunArguments runArguments) {
    Map<String, String> environment = System.getenv();
    Path project = RunPlanner.directory(directory);
    List<String> warnings = new ArrayList<>();
    Map<String, String> variables = DotEnvFile.load(project, envFiles, environment, warnings::add);
    RunPlanner planner = new RunPlanner(project, usualPty, pty, grace, environment, variables);
    RunPlan plan = planner.plan(runArguments.targets(), runArguments.command());
    warnings.addAll(plan.warnings());
    return new RunPlan(plan.project(), plan.processes(), plan.started(), plan.theme(), warnings);
  }
}
