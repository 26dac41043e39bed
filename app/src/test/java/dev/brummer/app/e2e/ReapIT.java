package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Orphaned processes: brummer and its watchdog are killed at the same time.
@Timeout(120)
class ReapIT {
  @TempDir Path project;
  @TempDir Path state;

  @Test
  void whatAKilledRunHasLeft_isSaidByTheNext_andReaped() throws Exception {
    long child = leaveOrphan();
    assertEquals("orphaned: " + named(child) + "\n", brummer("reap", "--dry-run").out());
    assertTheNextSays(
        "orphaned processes of an earlier run: " + named(child) + "; `brummer reap` stops them");
    BuiltImage.Result doctor = brummer("doctor");
    assertEquals(1, doctor.code(), doctor.out());
    assertTrue(doctor.out().contains(named(child) + " outlived its run"), doctor.out());
    assertTrue(isAlive(child));
    BuiltImage.Result reaped = brummer("reap", "--grace", "100ms");
    assertEquals("stopped " + named(child) + "\n", reaped.out());
    assertEquals(0, reaped.code());
    assertFalse(isAlive(child));
    assertEquals("No orphaned processes.\n", brummer("reap").out());
  }

  @Test
  void whatAKilledRunHasLeft_isOfferedInTheUi_andEndedByY() throws Exception {
    long child = leaveOrphan();
    try (Tmux tmux = startUi()) {
      String screen = tmux.await("Left by an earlier run");
      assertTrue(screen.contains("End this process?"), screen);
      assertTrue(screen.contains(named(child)), screen);
      tmux.keys("y");
      tmux.await("stopped " + named(child));
      assertFalse(isAlive(child));
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    assertEquals("No orphaned processes.\n", brummer("reap").out());
  }

  @Test
  void whatAKilledRunHasLeft_isLeftByN_andEndedByThePalette() throws Exception {
    long child = leaveOrphan();
    try (Tmux tmux = startUi()) {
      tmux.await("Left by an earlier run");
      tmux.keys("n");
      tmux.await("no dialog", screen -> !screen.contains("Left by an earlier run"));
      assertTrue(isAlive(child));
      tmux.keys(":", "/reap", "Enter");
      tmux.await("stopped " + named(child));
      assertFalse(isAlive(child));
      tmux.keys("q");
      tmux.await("ended with 0");
    }
  }

  private Tmux startUi() throws Exception {
    String command = "XDG_STATE_HOME=" + state + " " + BuiltImage.launcher() + " run";
    return Tmux.start(120, 36, project, InheritedMarker.create(), command);
  }

  private void assertTheNextSays(String sentence) throws Exception {
    Process next = BuiltImage.start(project, environment(), "run", "--ui", "plain", "--", "cat");
    try (BufferedReader err =
        new BufferedReader(new InputStreamReader(next.getErrorStream(), StandardCharsets.UTF_8))) {
      String line = err.readLine();
      while (!line.contains(sentence)) {
        line = err.readLine();
      }
      next.destroy();
      assertTrue(next.waitFor(30, TimeUnit.SECONDS));
    }
  }

  /// True if the process exists and is not a zombie.
  private static boolean isAlive(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException gone) {
      return false;
    }
  }

  private static String named(long child) {
    return "sleep (pid " + child + ") of deaf";
  }

  /// Kills a run and its watchdog. The run is stopped first: it would replace the watchdog, which
  /// would end the process.
  ///
  /// @return the PID of an orphaned process of that run
  private long leaveOrphan() throws Exception {
    Files.writeString(
        project.resolve("Procfile"), "deaf: trap '' HUP; echo pid $$; exec sleep 300\n");
    Process brummer = BuiltImage.start(project, environment(), "run", "deaf", "--ui", "plain");
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(brummer.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      long child = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
      List<ProcessHandle> watchdogs =
          brummer.children().filter(process -> process.pid() != child).toList();
      assertEquals(1, watchdogs.size());
      assertEquals(0, Signals.send("STOP", brummer.pid()));
      watchdogs.getFirst().destroyForcibly();
      brummer.destroyForcibly().waitFor();
      return child;
    }
  }

  /// Runs the program with a closed standard input.
  private BuiltImage.Result brummer(String... arguments) throws Exception {
    Process process = BuiltImage.start(project, environment(), arguments);
    process.getOutputStream().close();
    return BuiltImage.awaitExit(process);
  }

  private Map<String, String> environment() {
    return Map.of("XDG_STATE_HOME", state.toString());
  }
}
