package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program with few file descriptors, at its start and while it starts processes.
@Timeout(300)
class DescriptorLimitIT {
  private static final String SENTENCE = "too many open files (ulimit -n)";

  /// Enough for some of the processes.
  private static final int LIMIT_OF_A_RUN = 110;

  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();

  @BeforeEach
  void writeProcfile() throws IOException {
    StringBuilder procfile = new StringBuilder();
    for (int i = 1; i <= 40; i++) {
      procfile.append("shell").append(i).append(": while :; do sleep 1; done\n");
    }
    Files.writeString(project.resolve("Procfile"), procfile);
  }

  private Process start(int limit, String... arguments) throws IOException {
    String script = "ulimit -n " + limit + "; exec \"$@\"";
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", script, "sh", BuiltImage.launcher().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("BRUMMER_"));
    builder.environment().put("XDG_STATE_HOME", BuiltImage.stateDirectory().toString());
    builder.environment().put(mark.name(), mark.value());
    builder.redirectOutput(project.resolve("out").toFile());
    builder.redirectError(project.resolve("err").toFile());
    return builder.start();
  }

  private String printed() throws IOException {
    return Files.readString(project.resolve("out")) + Files.readString(project.resolve("err"));
  }

  private static void assertNoJavaNames(String printed) {
    assertFalse(printed.contains("java."), printed);
    assertFalse(printed.contains("Exception"), printed);
    assertFalse(printed.contains("Error:"), printed);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 24, 28, 32, 40, 48, 63})
  void start_withFewDescriptors_isOneSentence(int limit) throws Exception {
    Process brummer = start(limit, "run", "shell1", "--ui", "plain");
    assertTrue(brummer.waitFor(60, TimeUnit.SECONDS));
    String printed = printed();
    assertTrue(brummer.exitValue() != 0, printed);
    assertTrue(printed.contains(SENTENCE), printed);
    assertEquals(1, printed.lines().count(), printed);
    assertNoJavaNames(printed);
  }

  @Test
  void run_thatReachesTheLimit_namesWhatCannotStart_andCanBeStopped() throws Exception {
    Process brummer = start(LIMIT_OF_A_RUN, "run", "*", "--ui", "plain", "--grace", "500ms");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!printed().contains(SENTENCE) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    String printed = printed();
    assertTrue(printed.contains("shell1 "), printed);
    assertTrue(printed.contains(SENTENCE), printed);
    brummer.destroy();
    assertTrue(brummer.waitFor(30, TimeUnit.SECONDS), printed);
    assertEquals(143, brummer.exitValue(), this::printedOrEmpty);
    assertNoJavaNames(printed());
    mark.assertNoneLeft();
  }

  private String printedOrEmpty() {
    try {
      return printed();
    } catch (IOException none) {
      return "";
    }
  }

  @Test
  void ctrlC_inTheUi_atTheLimit_ends() throws Exception {
    String command =
        "sh -c 'ulimit -n "
            + LIMIT_OF_A_RUN
            + "; exec "
            + BuiltImage.launcher()
            + " run \"*\" --grace 500ms'";
    try (Tmux tmux = Tmux.start(120, 36, project, mark, command)) {
      tmux.await("the limit", screen -> screen.contains("too many open files"));
      tmux.keys("C-c");
      assertNoJavaNames(tmux.await("ended with 130"));
    }
    mark.assertNoneLeft();
  }
}
