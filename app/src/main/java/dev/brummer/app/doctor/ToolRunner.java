package dev.brummer.app.doctor;

import dev.brummer.engine.process.SearchPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs programs of the `PATH` for a short time, in the root directory and without input.
///
/// @param timeout after which a program is killed
record ToolRunner(Map<String, String> environment, Duration timeout) {
  private static final int MAX_OUTPUT = 4_000;
  private static final Path NOTHING = Path.of("/dev/null");

  /// End of a program.
  ///
  /// @param code exit code, -1 after the timeout
  /// @param output both streams
  record Result(int code, String output) {
    /// The first line that has text.
    String firstLine() {
      return output.lines().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
    }
  }

  /// @return null if there is no such program
  @Nullable Path find(String program) {
    return SearchPath.of(environment).find(program);
  }

  Result run(String program, String... arguments) throws IOException, InterruptedException {
    return run(ProcessBuilder.Redirect.from(NOTHING.toFile()), program, arguments);
  }

  /// Runs a program that reads the settings of the terminal on standard input.
  Result onTerminal(String program, String... arguments) throws IOException, InterruptedException {
    return run(ProcessBuilder.Redirect.INHERIT, program, arguments);
  }

  private Result run(ProcessBuilder.Redirect input, String program, String... arguments)
      throws IOException, InterruptedException {
    Path path = find(program);
    if (path == null) {
      throw new IOException("no program " + program);
    }
    List<String> command = new ArrayList<>(List.of(path.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectInput(input)
            .start();
    try {
      // A program that prints more than a pipe holds does not print its version.
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Result(-1, "");
      }
      int available = Math.min(MAX_OUTPUT, process.getInputStream().available());
      byte[] output = process.getInputStream().readNBytes(available);
      return new Result(process.exitValue(), new String(output, StandardCharsets.UTF_8));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
