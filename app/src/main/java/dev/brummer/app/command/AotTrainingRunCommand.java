package dev.brummer.app.command;

import dev.brummer.app.command.training.TrainingFormats;
import dev.brummer.app.command.training.TrainingNodeInstallation;
import dev.brummer.app.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

/// Workload that the JVM records for the AOT cache of runs with a UI: two lists of what can be run,
/// then the UI with processes that print. [AotTrainCommand] fetches a page through the proxy, and
/// [AotClientTrainingCommand] acts on it all from outside: each class that is not needed here costs
/// every run some time and memory.
public final class AotTrainingRunCommand implements Callable<Integer> {
  /// First word of the command line; the others are the folder, the port of the server and that of
  /// the proxy.
  public static final String NAME = "__trainee";

  public static final int WORDS = 4;

  private static final String CONFIGURATION =
      """
      grace = "5s"
      [process.noise]
      env = { N = 1 }
      autostart = true
      success = [0, 1]
      stop = { signal = "SIGTERM" }
      [process.one]
      command = ["true"]
      depends_on = ["noise"]
      ready = { log = "x" }
      restart = "no"
      """;

  /// Enough output for the JVM to compile what handles each line, and each read of a terminal.
  static final String FLOOD =
      "yes 'one line of a server that prints as fast as it can, with an id 12345' | head -n 300000";

  private static final String PROJECT_FILE =
      """
      environment: ["A=${HOME:-none}"]
      processes:
        one:
          command: "true"
          readiness_probe: {http_get: {port: 1}}
          availability: {restart: "no"}
        two:
          command: "true"
          depends_on: {one: {condition: process_completed}}
      """;

  private final CommandRunner runner;
  private final Path folder;
  private final int serverPort;
  private final int proxyPort;

  /// Runs a command line of brummer in this JVM.
  @FunctionalInterface
  public interface CommandRunner {
    /// @return the exit code
    int execute(Map<String, String> environment, String... arguments);
  }

  /// @param words of the command line, see [#NAME]
  public AotTrainingRunCommand(CommandRunner runner, String... words) {
    this.runner = runner;
    this.folder = Path.of(words[1]);
    this.serverPort = Integer.parseInt(words[2]);
    this.proxyPort = Integer.parseInt(words[3]);
  }

  @Override
  public Integer call() throws IOException {
    String printLines = "for i in 1 2 3; do printf '\\033[32mhello\\033[0m %s\\n' $i; done; ";
    Files.writeString(
        folder.resolve("Procfile"),
        "page: "
            + printLines
            + "echo '  Local:   http://localhost:"
            + serverPort
            + "/'; exec sleep 60\n"
            + "noise: "
            + printLines
            + "echo 'TypeError: none'; echo '    at f (a.js:1:2)'; exec sleep 60\n"
            + "flood: "
            + FLOOD
            + "; exec sleep 60\n"
            + "brief: "
            + printLines
            + "echo oops $TRAINING_TOKEN >&2; exit 0\n");
    Path programs = TrainingNodeInstallation.write(folder.resolve("node_modules/.node"));
    Files.writeString(
        folder.resolve(Config.FILE_NAME),
        CONFIGURATION + "[process.idle]\nenv = { PATH = \"" + programs + ":/usr/bin:/bin\" }\n");
    Files.writeString(folder.resolve(".npmrc"), "save-exact = true\n");
    Files.writeString(folder.resolve(".env"), "TRAINING_TOKEN=hello-t0ken\n");
    Path member = Files.createDirectories(folder.resolve("packages/one"));
    Files.writeString(
        folder.resolve("package.json"),
        "{\"name\": \"all\", \"workspaces\": [\"packages/*\"], \"scripts\": {\"preidle\": \"true\","
            + " \"idle\": \"true\"}}");
    Files.writeString(
        member.resolve("package.json"), "{\"name\": \"one\", \"scripts\": {\"rest\": \"true\"}}");
    Map<String, String> environment = System.getenv();
    String directory = folder.toString();
    Path formats = TrainingFormats.write(folder.resolve(".formats"));
    runner.execute(environment, "list", "--dir", formats.toString());
    Path projectFile = Files.writeString(member.resolve("process-compose.yaml"), PROJECT_FILE);
    runner.execute(environment, "list", "--file", projectFile.toString());
    String port = String.valueOf(proxyPort);
    return runner.execute(
        environment, "run", "*", "--dir", directory, "--ui", "tui", "--proxy-port", port);
  }
}
