package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Await;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server below a wrapper that exits before it.
@Timeout(60)
final class GracefulStopTest {
  /// Prints each signal that it gets, and cleans up for half a second after the first.
  private static final String SERVER =
      """
      for s in HUP INT TERM; do trap "echo got $s; stop=yes" $s; done
      echo up
      while [ -z "$stop" ]; do sleep 0.02; done
      i=0
      while [ $i -lt 25 ]; do i=$((i + 1)); sleep 0.02; done
      echo cleaned up
      """;

  private final ProcessFixture fixture = new ProcessFixture();
  @TempDir Path folder;

  @BeforeEach
  void writeServer() throws IOException {
    Files.writeString(folder.resolve("server"), SERVER);
    Files.writeString(
        folder.resolve("filter"), "while read -r x; do echo $x; done; exec sleep 300");
    Files.writeString(folder.resolve("Makefile"), "web:\n\tsh server; :\n");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private int start(String name, boolean pty, String line) {
    int id =
        fixture.processes.register(
            new ProcessSpec(
                name,
                "",
                List.of("/bin/sh", "-c", line),
                folder,
                Map.of(),
                pty,
                ProcessSpec.DEFAULT_GRACE));
    fixture.start(id);
    fixture.awaitLine(id, "up");
    return id;
  }

  private void assertHadItsGrace(int id) {
    List<String> lines = fixture.lines(id);
    assertEquals("cleaned up", lines.getLast(), lines::toString);
    assertFalse(lines.contains("got HUP"), lines::toString);
    Await.until("the note", () -> fixture.notes(id).getLast().startsWith("stopped, "));
    assertEquals(LogSource.BRUMMER, fixture.stored(id).getLast().source());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sh server",
        "sh server; :",
        "sh -c 'sh -c \"sh server; :\"; :'; :",
        "make -s web",
        "trap 'exit 3' TERM; sh server & wait",
        "trap : TERM; sh server & wait $!",
        "(sh server &) ; sleep 300; :",
        "trap '' HUP; sh server; :",
        "sh server | cat; :",
        "sh server 2>&1 | cat | cat",
      })
  void stop_everyWrapper_leavesTheServerItsGrace(String wrapper) {
    for (boolean pty : new boolean[] {true, false}) {
      int id = start(pty ? "terminal" : "pipes", pty, wrapper);
      fixture.processes.stop(id);
      fixture.await(id, ProcessState.Stopped.class);
      assertHadItsGrace(id);
    }
  }

  @Test
  void stop_isStopping_untilTheServerHasEnded() {
    int id = start("web", true, "sh server & echo pid=$!; wait");
    int server = fixture.printedNumber(id, "pid");
    fixture.processes.stop(id);
    Await.until(
        "the exit of the wrapper",
        () ->
            fixture.state(id) instanceof ProcessState.Stopping
                && fixture.processes.info(id).pid() == 0);
    assertTrue(ProcessFixture.isAlive(server));
    fixture.await(id, ProcessState.Stopped.class);
    assertFalse(ProcessFixture.isAlive(server));
    assertEquals(LinuxSignals.TERM, fixture.awaitExit(id, 1).signal());
  }

  @Test
  void stop_filterThatIgnoresTheEndOfItsInput_isSignalled() {
    int id = start("web", true, "sh server | sh filter; :");
    fixture.processes.stop(id);
    fixture.await(id, ProcessState.Stopped.class);
    Await.until("the note", () -> fixture.notes(id).getLast().startsWith("stopped, "));
    assertFalse(fixture.notes(id).stream().anyMatch(note -> note.contains("killed")));
  }

  @Test
  void restart_waitsForTheServer() {
    int id = start("web", true, "sh server; :");
    fixture.processes.restart(id);
    Await.until(
        "the second server", () -> fixture.lines(id).stream().filter("up"::equals).count() == 2);
    List<String> lines = fixture.lines(id);
    assertEquals("up", lines.getLast(), lines::toString);
    assertEquals("cleaned up", lines.get(lines.size() - 2), lines::toString);
  }

  @Test
  void exit_onTerminal_isExact() {
    assertEquals(new ProcessState.Failed("exit 143", 143, 0), ended("exit", "exit 143"));
    assertEquals(new ProcessState.Failed("exit 255", 255, 0), ended("most", "exit 255"));
    assertEquals(
        new ProcessState.Failed("SIGTERM", 143, LinuxSignals.TERM),
        ended("signal", "kill -TERM $$"));
    assertEquals(
        new ProcessState.Failed("SIGKILL", 137, LinuxSignals.KILL), ended("kill", "kill -KILL $$"));
    assertEquals(new ProcessState.Failed("SIGHUP", 129, 1), ended("hup", "kill -HUP $$"));
  }

  @Test
  void exit_ofAResumedSessionLeader_isItsOwn() {
    assertEquals(
        new ProcessState.Failed("exit 9", 9, 0),
        ended("resumed", "kill -CONT $PPID; sleep 0.05; exit 9"));
  }

  private ProcessState ended(String name, String script) {
    int id = fixture.start(fixture.terminal(name, script));
    return fixture.await(id, ProcessState.Failed.class);
  }

  @Test
  void sessionLeader_isNotCounted_andLeavesWithTheTree() {
    int id = fixture.start(fixture.terminal("web", "echo leader=$PPID; exec sleep 300"));
    int leader = fixture.printedNumber(id, "leader");
    assertTrue(ProcessFixture.isAlive(leader));
    try (ProcessTreeMeter meter = fixture.processes.meter()) {
      List<String> tree = List.of("sleep (pid " + fixture.processes.info(id).pid() + ")");
      Await.until("the shell to become sleep", () -> meter.members().equals(tree));
    }
    fixture.processes.stop(id);
    fixture.await(id, ProcessState.Stopped.class);
    ProcessFixture.awaitDeath(leader);
  }

  @Test
  void environment_withNamesThatAShellCannotSet_isKept() {
    int id =
        fixture.processes.register(
            new ProcessSpec(
                "env",
                "",
                List.of("env"),
                folder,
                Map.of("spring.port", "1", "name", "n", "A-B", "x y"),
                true,
                ProcessSpec.DEFAULT_GRACE));
    fixture.start(id);
    fixture.awaitExit(id, 1);
    List<String> lines = fixture.lines(id);
    assertTrue(lines.containsAll(List.of("spring.port=1", "name=n", "A-B=x y")), lines::toString);
  }
}
