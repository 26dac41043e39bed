package dev.brummer.app.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The built program, started in a directory with arguments and without a terminal.
final class BuiltImage {
  private static final long EXIT_TIMEOUT_SECONDS = 60;

  /// Output and exit code of a run.
  record Result(int code, String out, String err) {}

  private BuiltImage() {}

  static Path launcher() {
    String home = System.getProperty("brummer.image");
    if (home == null) {
      throw new IllegalStateException("brummer.image is not set: run these tests with make e2e");
    }
    return Path.of(home, "bin", "brummer");
  }

  /// Variables that change whether programs print colours, often set where tests run unattended.
  private static final Set<String> COLOR_VARIABLES =
      Set.of("CI", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "NO_COLOR", "NODE_DISABLE_COLORS");

  /// State directory of the tests, separate from the user's state.
  static Path stateDirectory() {
    return Path.of("target", "e2e-state").toAbsolutePath();
  }

  static Process start(Path directory, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("BRUMMER_"));
    builder.environment().keySet().removeAll(COLOR_VARIABLES);
    builder.environment().put("TERM", "xterm-256color");
    builder.environment().put("XDG_CONFIG_HOME", stateDirectory().resolve("config").toString());
    builder.environment().put("XDG_STATE_HOME", stateDirectory().toString());
    builder.environment().remove("XDG_RUNTIME_DIR"); // sockets are in the state directory
    builder.environment().putAll(environment);
    return builder.start();
  }

  static Result run(Path directory, String... arguments) throws Exception {
    Process process = start(directory, Map.of(), arguments);
    process.getOutputStream().close();
    return awaitExit(process);
  }

  /// Reads both streams to the end and waits for the exit.
  static Result awaitExit(Process process) throws Exception {
    return awaitExit(process, EXIT_TIMEOUT_SECONDS);
  }

  /// Like [#awaitExit(Process)] with another timeout.
  static Result awaitExit(Process process, long limitSeconds) throws Exception {
    CompletableFuture<String> out = readAsync(process.getInputStream());
    CompletableFuture<String> err = readAsync(process.getErrorStream());
    if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after " + limitSeconds + " s, printed: " + out.get());
    }
    return new Result(process.exitValue(), out.get(), err.get());
  }

  private static CompletableFuture<String> readAsync(InputStream stream) {
    return CompletableFuture.supplyAsync(() -> {
      try (stream) {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException broken) {
        throw new java.io.UncheckedIOException(broken);
      }
    });
  }

  /// PIDs of all processes whose environment contains a variable.
  static List<Long> pidsWithVariable(String mark) {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .filter(pid -> environmentOf(pid).contains(mark))
        .toList();
  }

  private static String environmentOf(long pid) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(pid), "environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
