package dev.brummer.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A main class of the tests in a JVM of its own, with the class path of this one.
///
/// @param code its exit code
/// @param output its standard output and error output
public record SeparateJvm(int code, String output) {
  private static final int EXIT_SECONDS = 30;

  /// Runs a main class to its end.
  public static SeparateJvm run(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(jvm.waitFor(EXIT_SECONDS, TimeUnit.SECONDS), output);
      return new SeparateJvm(jvm.exitValue(), output);
    } finally {
      jvm.destroyForcibly();
    }
  }

  /// The lines of the output that begin with a text.
  public List<String> lines(String begin) {
    return output.lines().filter(line -> line.startsWith(begin)).toList();
  }
}
