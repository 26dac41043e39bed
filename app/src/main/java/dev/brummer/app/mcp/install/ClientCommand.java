package dev.brummer.app.mcp.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.engine.file.IoErrorMessage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs a client's own command, without a terminal and with a time limit.
final class ClientCommand {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_OUTPUT = 64 << 10;

  private ClientCommand() {}

  /// The command line that adds the server, without the program.
  static List<String> addArguments(
      AgentClient client,
      AgentClient.OwnCommand own,
      McpServerAddress.Stdio address,
      boolean project)
      throws UneditableException {
    List<String> arguments = new ArrayList<>();
    for (String argument : own.add()) {
      switch (argument) {
        case "SCOPE" -> arguments.add(project ? "project" : "user");
        case "ARGV" -> arguments.addAll(address.command());
        case "JSON" -> {
          ObjectNode named =
              new ObjectNode(com.fasterxml.jackson.databind.node.JsonNodeFactory.instance);
          named.put("name", McpServerAddress.NAME);
          named.setAll((ObjectNode) client.entry(address));
          arguments.add(named.toString());
        }
        default -> arguments.add(argument);
      }
    }
    return arguments;
  }

  /// The command line that removes the server, without the program.
  static List<String> removeArguments(AgentClient.OwnCommand own, boolean project) {
    return own.remove().stream()
        .map(argument -> argument.equals("SCOPE") ? (project ? "project" : "user") : argument)
        .toList();
  }

  /// Runs a command line and waits for its end.
  ///
  /// @return why it failed, null if it succeeded
  static @Nullable String run(List<String> command, Path directory) throws InterruptedException {
    Path output = null;
    try {
      output = Files.createTempFile("brummer", ".out");
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return "it did not end within " + TIMEOUT.toSeconds() + " s";
      }
      return process.exitValue() == 0
          ? null
          : "exit code " + process.exitValue() + outputOf(output);
    } catch (IOException failed) {
      return IoErrorMessage.of(failed);
    } finally {
      if (output != null) {
        output.toFile().delete();
      }
    }
  }

  /// `: ` and the last line that is not blank.
  private static String outputOf(Path output) throws IOException {
    try (var in = Files.newInputStream(output)) {
      String text = new String(in.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.isBlank())
          .reduce((_, last) -> last)
          .map(line -> ": " + line.strip())
          .orElse("");
    }
  }
}
