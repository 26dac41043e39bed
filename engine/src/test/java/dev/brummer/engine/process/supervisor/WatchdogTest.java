package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Await;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.os.ControlGroup;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class WatchdogTest {
  /// A brummer process for the test to kill: runs children and prints their pids.
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) {
      ProcessFixture fixture =
          new ProcessFixture(
              new SupervisorSettings(
                  arguments[0],
                  System.getenv(),
                  Path.of(arguments[1]),
                  null,
                  80,
                  24,
                  java.time.Clock.systemUTC()));
      String script =
          "trap '' HUP TERM; setsid sleep 300 & echo session=$!;"
              + " (setsid sh -c 'trap \"\" TERM; while :; do sleep 0.05; done' & echo double=$!);"
              + " (env -i setsid sh -c 'echo cleared=$$; exec sleep 300' &);"
              + " echo self=$$; while :; do sleep 0.05; done";
      int pty = fixture.start(fixture.terminal("pty", script));
      int pipes = fixture.start(fixture.pipes("pipes", script));
      for (int id : new int[] {pty, pipes}) {
        for (String name : List.of("session", "double", "cleared", "self")) {
          System.out.println(fixture.printedNumber(id, name));
        }
      }
      System.out.println("done");
      Await.until("the end of this process", () -> false);
    }
  }

  /// A watchdog may still look for processes of an earlier run: run ids must not repeat.
  private static String newRunId() {
    return String.format("%016x", UUID.randomUUID().getLeastSignificantBits());
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "off"})
  void killedBrummer_leavesNothing(String controlGroups, @TempDir Path state) throws Exception {
    String run = newRunId();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                run,
                state.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put(ControlGroup.VARIABLE, controlGroups);
    Process victim = builder.start();
    List<Long> pids = new ArrayList<>();
    try (var out =
        new BufferedReader(
            new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null && !line.equals("done"); ) {
        pids.add(Long.parseLong(line));
        line = out.readLine();
      }
      assertEquals(8, pids.size());
      pids.forEach(pid -> assertTrue(ProcessFixture.isAlive(pid)));
      victim.destroyForcibly().waitFor();
      pids.forEach(ProcessFixture::awaitDeath);
    }
    String pidFile = Files.readString(state.resolve("runs").resolve(run));
    assertTrue(pidFile.startsWith("run " + victim.pid() + " "), pidFile);
  }

  @Test
  void killedWatchdog_isReplaced() {
    try (ProcessFixture fixture = new ProcessFixture()) {
      String run = fixture.settings.runId();
      int id =
          fixture.start(
              fixture.terminal("one", "echo watchdog=$(pgrep -f '[w]atchdog " + run + "/'); cat"));
      long watchdog = fixture.printedNumber(id, "watchdog");
      ProcessHandle.of(watchdog).orElseThrow().destroyForcibly();
      Await.until(
          "the notice",
          () ->
              !fixture
                  .events(
                      Event.Notice.class,
                      e -> e.text().startsWith("the watchdog (pid " + watchdog + ") was killed"))
                  .isEmpty());
      int other =
          fixture.start(
              fixture.terminal("two", "echo watchdog=$(pgrep -f '[w]atchdog " + run + "/')"));
      assertTrue(ProcessFixture.isAlive(fixture.printedNumber(other, "watchdog")));
    }
  }

  @Test
  void endedBrummer_needsNoGuardian_andLeavesNoLedger(@TempDir Path state) {
    SupervisorSettings settings =
        new SupervisorSettings(
            "fedcba98", System.getenv(), state, null, 80, 24, java.time.Clock.systemUTC());
    try (ProcessFixture fixture = new ProcessFixture(settings)) {
      int id =
          fixture.start(
              fixture.terminal("one", "echo watchdog=$(pgrep -f '[w]atchdog fedcba98/')"));
      long watchdog = fixture.printedNumber(id, "watchdog");
      assertTrue(ProcessFixture.isAlive(watchdog));
      assertTrue(Files.exists(state.resolve("runs").resolve("fedcba98")));
      fixture.close();
      ProcessFixture.awaitDeath(watchdog);
    }
    assertFalse(Files.exists(state.resolve("runs").resolve("fedcba98")));
  }
}
