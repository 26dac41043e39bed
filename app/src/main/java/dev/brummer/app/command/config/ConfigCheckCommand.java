package dev.brummer.app.command.config;

import dev.brummer.app.config.Config;
import dev.brummer.app.config.ConfigFiles;
import dev.brummer.app.config.key.Problem;
import dev.brummer.app.program.DirectoryOption;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.UserException;
import dev.brummer.app.run.OtherFileCheck;
import dev.brummer.app.run.ProjectDirectory;
import dev.brummer.app.run.RunTargets;
import dev.brummer.engine.file.ProjectTextFile;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `brummer config check`: reports all problems of configuration files.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Check configuration files and those of other runners (process-compose.yaml, mprocs.yaml,"
          + " Procfile).",
      "The exit code is 1 if there are problems, or keys that brummer does not use."
    })
public final class ConfigCheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description = "files to check (default: all configuration files of the project)")
  List<Path> files = List.of();

  @Mixin DirectoryOption directory = new DirectoryOption();

  @Override
  public Integer call() {
    ProjectDirectory project = ProjectDirectory.find(directory.path());
    List<Path> checked = files.isEmpty() ? existing(project.path()) : files;
    List<String> problems = new ArrayList<>();
    for (Path file : checked) {
      if (OtherFileCheck.isConfiguration(file)) {
        Config.check(file).stream().map(Problem::sentence).forEach(problems::add);
      } else {
        problems.addAll(OtherFileCheck.problems(project.path(), file, System.getenv()));
      }
    }
    if (problems.isEmpty() && files.isEmpty()) {
      problems.addAll(problemsOfTargets(project));
    }
    if (!problems.isEmpty()) {
      MessagePrinter.print(problems);
      return ExitCodes.FAILURE;
    }
    StandardStreams.out().println(summary(checked, project.path()));
    return ExitCodes.OK;
  }

  private static List<Path> existing(Path project) {
    return ConfigFiles.places(project, System.getenv()).stream()
        .filter(ProjectTextFile::exists)
        .toList();
  }

  /// Problems that show only with the scripts of the project: unknown scripts, cycles.
  private static List<String> problemsOfTargets(ProjectDirectory project) {
    try {
      RunTargets targets = new RunTargets(project, System.getenv(), true, Map.of());
      MessagePrinter.print(targets.warnings());
      return List.of();
    } catch (UserException invalid) {
      return invalid.sentences();
    }
  }

  private static String summary(List<Path> checked, Path project) {
    if (checked.isEmpty()) {
      return "no configuration files (brummer config init writes one)";
    }
    List<String> names =
        checked.stream()
            .map(file -> VisibleText.named(ConfigText.shortPath(file, project)))
            .toList();
    return "ok: " + String.join(", ", names);
  }
}
