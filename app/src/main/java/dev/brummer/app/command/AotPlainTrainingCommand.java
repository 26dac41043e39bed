package dev.brummer.app.command;

import dev.brummer.app.command.AotTrainingRunCommand.CommandRunner;
import dev.brummer.app.command.training.TrainingFormats;
import dev.brummer.app.command.training.TrainingNodeInstallation;
import dev.brummer.app.config.Config;
import dev.brummer.app.program.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Workload that the JVM records for the AOT cache of runs without a UI, `brummer list` and
/// `brummer logs`: no UI, no proxy, no parser of command lines.
public final class AotPlainTrainingCommand implements Callable<Integer> {
  /// Its arguments are not parsed by picocli, which the cache must not contain.
  public static final String NAME = "__trainee-plain";

  private static final String PROCFILE =
      """
      brief: for i in 1 2 3; do printf '\\033[32mhello\\033[0m %s\\n' $i; done; echo oops >&2; sleep 1
      idle: trap '' HUP; echo idle; exec sleep 60
      """;

  private static final String CONFIGURATION =
      """
      grace = "2s"
      [process.brief]
      env = { N = 1 }
      """;

  /// The script is started without npm, as most are.
  private static final String PACKAGE =
      """
      {"name": "p", "version": "1.0.0", "private": true, "config": {"port": 1},
        "scripts": {"prerest": "true", "rest": "echo rest"}}
      """;

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("run", "flood", "--ui", "plain"),
          List.of("run", "rest", "--ui", "plain"),
          List.of("run", "brief", "idle", "--ui", "plain", "--kill-others", "--timestamps"),
          List.of("run", "brief", "idle", "--ui=json", "--until", "any"),
          List.of("list"),
          List.of("list", "--json"),
          List.of("logs"),
          List.of("logs", "brief", "-n", "2", "--grep", "hello|oops", "--timestamps"));

  private final CommandRunner runner;
  private final Path folder;

  public AotPlainTrainingCommand(CommandRunner runner, Path folder) {
    this.runner = runner;
    this.folder = folder;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, String> environment = System.getenv();
    Path project = Files.createDirectories(folder.resolve("plain"));
    Files.writeString(
        project.resolve("Procfile"), "flood: " + AotTrainingRunCommand.FLOOD + "\n" + PROCFILE);
    Path programs = TrainingNodeInstallation.write(project.resolve("node_modules/.node"));
    Files.writeString(
        project.resolve(Config.FILE_NAME),
        CONFIGURATION + "[process.rest]\nenv = { PATH = \"" + programs + ":/usr/bin:/bin\" }\n");
    Files.writeString(project.resolve(".npmrc"), "save-exact = true\n");
    Files.writeString(project.resolve(".env"), "TRAINING_TOKEN=hello-t0ken\n");
    Files.writeString(project.resolve("package.json"), PACKAGE);
    Path formats = TrainingFormats.write(folder.resolve(".formats"));
    int code = runner.execute(environment, "list", "--dir", formats.toString());
    for (List<String> command : COMMANDS) {
      List<String> words = new ArrayList<>(command);
      words.addAll(List.of("--dir", project.toString()));
      if (runner.execute(environment, words.toArray(String[]::new)) == ExitCodes.USAGE) {
        code = ExitCodes.USAGE;
      }
    }
    return code;
  }
}
