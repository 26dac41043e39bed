package dev.brummer.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.UserException;
import dev.brummer.tui.paint.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A second run of a project. The test's own JVM stands for the first.
class RunningInstanceCheckTest {
  @TempDir Path state;

  @TempDir Path project;

  private final long pid = ProcessHandle.current().pid();
  private Instant now = Instant.EPOCH;

  @BeforeEach
  void firstRun() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String start = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
    Files.writeString(
        Files.createDirectories(state.resolve("runs")).resolve("0011223344556677"),
        "run " + pid + " " + start + "\nproject " + project + "\n+ 5 5 1 web\n+ 6 6 2 db\n");
    now = ProcessHandle.current().info().startInstant().orElseThrow().plusSeconds(200);
  }

  @Test
  void sameProcess_isRefused_withPidAndWayOut() {
    UserException refused = assertThrows(UserException.class, () -> check(false, "web", "test"));
    assertEquals(
        "brummer is already running in "
            + project
            + " with web, db (pid "
            + pid
            + ", for 3 min): brummer attach shows it, brummer stop web stops it there,"
            + " and --force starts a second one",
        refused.text());
    assertEquals(ExitCodes.FAILURE, refused.code());
  }

  @Test
  void otherProcess_isStarted_withAWarning() {
    String warning =
        "brummer is already running in "
            + project
            + " with web, db (pid "
            + pid
            + ", for 3 min); brummer attach shows it";
    assertEquals(List.of("earlier", warning), check(false, "test").warnings());
    assertEquals(List.of("earlier", warning), check(false).warnings());
    assertEquals(List.of("earlier", warning), check(true, "web").warnings());
  }

  @Test
  void otherProject_orKilledRun_isNotMentioned() throws IOException {
    Files.writeString(
        state.resolve("runs/0011223344556677"),
        "run " + pid + " 1\nproject " + project + "\n+ 5 5 1 web\n");
    assertEquals(List.of("earlier"), check(false, "web").warnings());
  }

  private RunPlan check(boolean force, String... started) {
    RunPlan plan = new RunPlan(project, List.of(), Set.of(started), Theme.AUTO, List.of("earlier"));
    return RunningInstanceCheck.check(plan, force, state, now);
  }
}
