package dev.brummer.app.mcp.stdio;

import dev.brummer.app.control.ControlInstance;
import dev.brummer.app.control.ControlInstances;
import dev.brummer.app.program.RelaunchCommandLine;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.file.IoErrorMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Starts a brummer in the background by `brummer run -D`, which returns once it runs.
public final class BackgroundRun {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration EXIT_TIMEOUT = Duration.ofSeconds(30);

  private BackgroundRun() {}

  /// See [StdioBridge.BackgroundStart]. The previous brummer is waited for: its processes may hold
  /// the ports that the next ones need.
  public static ControlInstance start(
      Path directory, Map<String, String> environment, @Nullable ControlInstance previous)
      throws InterruptedException {
    if (previous != null && !ControlInstances.awaitExit(previous, EXIT_TIMEOUT)) {
      throw UserException.failure(
          "brummer (pid " + previous.pid() + ") is still stopping its processes; call again");
    }
    List<String> command = new ArrayList<>(RelaunchCommandLine.command());
    command.addAll(List.of("run", "-D", "--dir", directory.toAbsolutePath().toString()));
    String failure = run(command);
    return ControlInstances.await(directory, environment, TIMEOUT)
        .orElseThrow(() ->
            UserException.failure(
                "cannot start brummer in the background"
                    + (failure.isEmpty() ? "" : ": " + failure)));
  }

  /// @return the last line of its messages if it failed; empty otherwise
  private static String run(List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectErrorStream(false)
              .start();
      process.getOutputStream().close();
      String messages =
          new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() == 0) {
        return "";
      }
      String last = messages.substring(messages.lastIndexOf('\n') + 1);
      throw UserException.failure(
          "cannot start brummer in the background: "
              + (last.startsWith("brummer: ") ? last.substring("brummer: ".length()) : last));
    } catch (IOException failed) {
      return IoErrorMessage.of(failed);
    }
  }
}
