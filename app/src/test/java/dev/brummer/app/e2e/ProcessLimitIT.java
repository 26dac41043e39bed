package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The program in a container whose limit of processes and threads is reached.
@Timeout(300)
class ProcessLimitIT {
  private static final Path CONTROLLER = Path.of("/sys/fs/cgroup/pids");

  @TempDir Path project;

  private final Path group = CONTROLLER.resolve("brummer-e2e-" + UUID.randomUUID());

  @BeforeEach
  void createGroup() throws IOException {
    assumeTrue(
        Files.isWritable(CONTROLLER), "no writable controller of process numbers: " + CONTROLLER);
    Files.createDirectory(group);
    StringBuilder procfile = new StringBuilder();
    for (int i = 1; i <= 20; i++) {
      procfile.append("shell").append(i).append(": while :; do sleep 1; done\n");
    }
    Files.writeString(project.resolve("Procfile"), procfile);
  }

  @AfterEach
  void removeGroup() throws IOException {
    if (Files.isDirectory(group)) {
      assertTrue(await(() -> members().isEmpty()), () -> "left: " + members());
      Files.delete(group);
    }
  }

  private String members() {
    try {
      return Files.readString(group.resolve("cgroup.procs"));
    } catch (IOException gone) {
      return "";
    }
  }

  private static boolean await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return condition.getAsBoolean();
  }

  private Process start(int limit, String... arguments) throws IOException {
    Files.writeString(group.resolve("pids.max"), Integer.toString(limit));
    List<String> command =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                "echo $$ >" + group.resolve("cgroup.procs") + "; exec \"$@\"",
                "sh",
                BuiltImage.launcher().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("BRUMMER_"));
    builder.environment().put("XDG_STATE_HOME", BuiltImage.stateDirectory().toString());
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
    assertFalse(printed.contains("OutOfMemory"), printed);
  }

  @ParameterizedTest
  @CsvSource({"60,TERM,143", "40,HUP,129", "30,TERM,143"})
  void signal_atTheLimit_stopsEverything(int limit, String signal, int code) throws Exception {
    Process brummer = start(limit, "run", "*", "--ui", "plain", "--grace", "500ms");
    assertTrue(
        await(() -> {
          try {
            return printed().contains("process limit reached")
                && printed().contains("started, pid");
          } catch (IOException notYet) {
            return false;
          }
        }),
        this::printedOrEmpty);
    Signals.send(signal, brummer.pid());
    assertTrue(brummer.waitFor(30, TimeUnit.SECONDS), this::printedOrEmpty);
    assertEquals(code, brummer.exitValue(), this::printedOrEmpty);
    assertNoJavaNames(printed());
  }

  private String printedOrEmpty() {
    try {
      return printed();
    } catch (IOException none) {
      return "";
    }
  }

  @ParameterizedTest
  @CsvSource({"2", "12", "16", "18"})
  void start_withoutRoom_isOneSentence(int limit) throws Exception {
    Process brummer = start(limit, "run", "*", "--ui", "plain");
    assertTrue(brummer.waitFor(60, TimeUnit.SECONDS));
    String printed = printed();
    assertTrue(brummer.exitValue() != 0, printed);
    assertTrue(printed.contains("limit"), printed);
    assertNoJavaNames(printed);
  }

  @Test
  void ctrlC_inTheUi_atTheLimit_ends() throws Exception {
    Files.writeString(group.resolve("pids.max"), "60");
    InheritedMarker mark = InheritedMarker.create();
    String command =
        "sh -c 'echo $$ >"
            + group.resolve("cgroup.procs")
            + "; exec "
            + BuiltImage.launcher()
            + " run \"*\" --grace 500ms'";
    try (Tmux tmux = Tmux.start(120, 36, project, mark, command)) {
      tmux.await("shell1");
      tmux.await("the limit", s -> s.contains("cannot start") || s.contains("process limit"));
      tmux.keys("C-c");
      String screen = tmux.await("ended with 130");
      assertNoJavaNames(screen);
    }
    mark.assertNoneLeft();
  }
}
