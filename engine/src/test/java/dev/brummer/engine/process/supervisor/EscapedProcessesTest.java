package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Await;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.os.ControlGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Processes that left their parent, their session and their environment, with a control group and
/// without.
@Timeout(120)
final class EscapedProcessesTest {
  /// A daemon that forks twice, starts a session, closes its descriptors and has no environment.
  private static final String DAEMON =
      "(env -i setsid sh -c '\"$0/daemon\" \"$0\" <&- >&- 2>&- &' \"$DIR\" &);";

  @TempDir Path directory;

  private ProcessFixture fixture(String controlGroups) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put(ControlGroup.VARIABLE, controlGroups);
    environment.put("DIR", directory.toString());
    SupervisorSettings defaults = SupervisorSettings.defaults();
    return new ProcessFixture(
        new SupervisorSettings(
            defaults.runId(), environment, null, null, 80, 24, defaults.clock()));
  }

  private void writeDaemon(String seconds) throws IOException {
    Path file = directory.resolve("daemon");
    Files.writeString(file, "#!/bin/sh\necho $$ >$1/pid\nexec sleep " + seconds + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private long awaitPid() {
    Path file = directory.resolve("pid");
    Await.until("the daemon", () -> read(file).endsWith("\n"));
    return Long.parseLong(read(file).strip());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException notYet) {
      return "";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "off"})
  void stop_reachesADaemonWithoutEnvironment(String controlGroups) throws IOException {
    writeDaemon("300");
    try (ProcessFixture fixture = fixture(controlGroups)) {
      int id = fixture.start(fixture.pipes("daemon", DAEMON + " echo up; exec sleep 300"));
      fixture.awaitLine(id, "up");
      long pid = awaitPid();
      assertTrue(ProcessFixture.isAlive(pid));
      fixture.processes.stop(id);
      fixture.await(id, ProcessState.Stopped.class);
      ProcessFixture.awaitDeath(pid);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "off"})
  void shutDown_endsADaemonOfNoKnownProcess(String controlGroups) throws IOException {
    writeDaemon("300");
    long pid;
    try (ProcessFixture fixture = fixture(controlGroups)) {
      fixture.start(fixture.pipes("other", "exec sleep 300"));
      int id = fixture.start(fixture.terminal("daemon", DAEMON + " echo up; exec sleep 300"));
      fixture.awaitLine(id, "up");
      pid = awaitPid();
      assertTrue(ProcessFixture.isAlive(pid));
      fixture.close();
      ProcessFixture.awaitDeath(pid);
      assertEquals(List.of(), fixture.events(Event.InternalFailure.class, _ -> true));
    }
    assertFalse(ProcessFixture.isAlive(pid));
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "off"})
  void stop_endsAChainThatForksEveryTenMilliseconds(String controlGroups) throws Exception {
    Path chain = directory.resolve("chain");
    Files.writeString(chain, "#!/bin/sh\necho $$ >" + directory + "/link\nsleep 0.01\n\"$0\" &\n");
    assertTrue(chain.toFile().setExecutable(true));
    try (ProcessFixture fixture = fixture(controlGroups)) {
      int id = fixture.start(fixture.pipes("chain", chain + "; echo up; exec sleep 300"));
      for (int run = 0; run < 5; run++) {
        fixture.start(id);
        fixture.await(id, ProcessState.Running.class);
        Await.until("a link", () -> read(directory.resolve("link")).endsWith("\n"));
        fixture.processes.stop(id);
        fixture.await(id, ProcessState.Stopped.class);
        String last = read(directory.resolve("link"));
        Await.until("no further link", () -> isGone(chain));
        assertEquals(last, read(directory.resolve("link")), "run " + run);
      }
    }
  }

  private static boolean isGone(Path chain) {
    return ProcessHandle.allProcesses()
        .noneMatch(p -> p.info().commandLine().orElse("").contains(chain.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "off"})
  void exitOfAnAdoptedProcess_isCollected(String controlGroups) throws IOException {
    writeDaemon("0.1");
    try (ProcessFixture fixture = fixture(controlGroups)) {
      int id = fixture.start(fixture.pipes("daemon", DAEMON + " echo up; sleep 300"));
      fixture.awaitLine(id, "up");
      long pid = awaitPid();
      Await.until("the end of the zombie", () -> !Files.exists(Path.of("/proc/" + pid)));
      assertTrue(fixture.processes.info(id).state().alive());
    }
  }

  @Test
  void exitsOfManyAdoptedProcesses_areCollected() {
    try (ProcessFixture fixture = fixture("off")) {
      String script =
          "i=0; while [ $i -lt 300 ]; do (setsid sleep 0.2 &); i=$((i + 1)); done; echo up; cat";
      int id = fixture.start(fixture.pipes("many", script));
      fixture.awaitLine(id, "up");
      Await.until("the end of all zombies", () -> sleepingChildren() == 0);
      assertTrue(fixture.processes.info(id).state().alive());
    }
  }

  /// Number of `sleep` children of this process, ended or not.
  private static long sleepingChildren() {
    String own = " " + ProcessHandle.current().pid() + " ";
    return ProcessHandle.current()
        .children()
        .map(child -> read(Path.of("/proc/" + child.pid() + "/stat")))
        .filter(stat -> stat.contains("(sleep)") && stat.contains(own))
        .count();
  }
}
