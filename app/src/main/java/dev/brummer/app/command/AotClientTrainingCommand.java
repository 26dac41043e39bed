package dev.brummer.app.command;

import dev.brummer.app.command.AotTrainingRunCommand.CommandRunner;
import dev.brummer.app.control.ControlInstances;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.MessagePrinter;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Workload that the JVM records for the AOT cache of the commands that talk to a running brummer:
/// `brummer mcp` without and with one, and the verbs.
@Command(name = "__trainee-client", hidden = true)
public final class AotClientTrainingCommand implements Callable<Integer> {
  private static final Duration CONTROL_TIMEOUT = Duration.ofSeconds(30);

  /// Verbs and their arguments. `shutdown` and a successful `open` would disturb the training.
  private static final List<List<String>> VERBS =
      List.of(
          List.of("ps"),
          List.of("ps", "--json"),
          List.of("start", "brief", "--for", "exit"),
          List.of("wait", "page", "--for", "ready", "--timeout", "5s"),
          List.of("why", "page"),
          List.of("errors", "--json"),
          List.of("requests", "page"),
          List.of("restart", "brief", "--timeout", "1s"),
          List.of("stop", "brief"),
          List.of("kill", "brief"),
          List.of("open", "none"),
          List.of("logs", "brief"),
          List.of("logs", "page", "-n", "2", "--json"),
          List.of("check", "--timeout", "3s"));

  /// Starts no brummer.
  private static final String HANDSHAKE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"trainee","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      {"jsonrpc":"2.0","id":2,"method":"tools/list"}
      """;

  private static final String CALL =
      """
      {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"scripts_status"}}
      """;

  /// Words to complete, the last one at the cursor.
  private static final List<List<String>> COMPLETIONS =
      List.of(
          List.of(""),
          List.of("run", ""),
          List.of("run", "--"),
          List.of("stop", "p"),
          List.of("logs", "--session", ""),
          List.of("run", "--ui", ""),
          List.of("logs", ""));

  private final CommandRunner runner;

  @Parameters(index = "0")
  Path folder = Path.of("");

  public AotClientTrainingCommand(CommandRunner runner) {
    this.runner = runner;
  }

  /// Writes what a client of `brummer mcp` sends, for the standard input of this command.
  static Path input(Path folder) throws IOException {
    return Files.writeString(folder.resolve("client.jsonl"), HANDSHAKE + CALL);
  }

  private List<String> completion(List<String> words) {
    List<String> all = new ArrayList<>(List.of("__complete", "zsh", "brummer"));
    all.addAll(words);
    if (words.size() > 1) {
      all.addAll(4, List.of("--dir", folder.toString()));
    }
    return all;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<String, String> environment = System.getenv();
    byte[] handshake = HANDSHAKE.getBytes(StandardCharsets.UTF_8);
    McpCommand.serve(Path.of("/"), new ByteArrayInputStream(handshake));
    if (ControlInstances.await(folder, environment, CONTROL_TIMEOUT).isEmpty()) {
      MessagePrinter.print("no brummer runs in " + folder);
      return ExitCodes.FAILURE;
    }
    McpCommand.serve(folder, new FileInputStream(FileDescriptor.in));
    runner.execute(environment, "--version");
    for (List<String> verb : VERBS) {
      List<String> words = new ArrayList<>(verb);
      words.addAll(List.of("--dir", folder.toString()));
      runner.execute(environment, words.toArray(String[]::new));
    }
    for (List<String> words : COMPLETIONS) {
      runner.execute(environment, completion(words).toArray(String[]::new));
    }
    return ExitCodes.OK;
  }
}
