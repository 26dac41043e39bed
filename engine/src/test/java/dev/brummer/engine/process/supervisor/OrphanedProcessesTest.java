package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Await;
import dev.brummer.engine.process.supervisor.OrphanedProcesses.Orphan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class OrphanedProcessesTest {
  private static final String RUN = "00112233445566aa";
  private static final Duration GRACE = Duration.ofMillis(200);

  @TempDir Path state;

  private final List<Process> started = new ArrayList<>();
  private Path pidFile = Path.of("");

  @BeforeEach
  void createDirectory() throws IOException {
    pidFile = Files.createDirectories(state.resolve("runs")).resolve(RUN);
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private long process(String mark, String script) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script);
    builder.environment().put("BRUMMER_PROCESS", mark);
    Process process = builder.start();
    started.add(process);
    String name = script.startsWith("exec") ? "sleep" : "sh";
    Await.until(name, () -> comm(process.pid()).equals(name));
    return process.pid();
  }

  private static String comm(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/comm")).strip();
    } catch (IOException notYet) {
      return "";
    }
  }

  private static long start(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19]);
  }

  private void write(String head, String... lines) throws IOException {
    Files.writeString(pidFile, head + "\n" + String.join("\n", lines) + "\n");
  }

  private void writeEndedRun(String... lines) throws IOException {
    write("run 1 1", lines);
  }

  @Test
  void listedChild_withoutAMark_isFoundByPidAndStart() throws IOException {
    long pid = process("", "exec sleep 300");
    writeEndedRun("+ " + pid + " " + start(pid) + " 2 web server");
    assertEquals(List.of(new Orphan(pid, "sleep", "web server")), OrphanedProcesses.find(state));
    assertTrue(Files.exists(pidFile));
  }

  @Test
  void marked_isFoundThoughItsParentIsGone() throws IOException {
    long pid = process(RUN + "/2", "exec sleep 300");
    writeEndedRun("+ 4194000 77 2 web", "- 4194000");
    assertEquals(List.of(new Orphan(pid, "sleep", "web")), OrphanedProcesses.find(state));
  }

  @Test
  void stranger_withTheSamePid_isNotTouched() throws IOException {
    long pid = process("", "exec sleep 300");
    writeEndedRun("+ " + pid + " " + (start(pid) - 1) + " 2 web");
    assertEquals(List.of(), OrphanedProcesses.find(state));
    assertFalse(Files.exists(pidFile), "the PID file is deleted");
    assertTrue(ProcessFixture.isAlive(pid));
  }

  @Test
  void runThatLives_isLeftAlone() throws IOException {
    long self = ProcessHandle.current().pid();
    long pid = process(RUN + "/2", "exec sleep 300");
    write("run " + self + " " + start(self), "+ " + pid + " " + start(pid) + " 2 web");
    assertEquals(List.of(), OrphanedProcesses.find(state));
    assertEquals(List.of(), OrphanedProcesses.terminate(state, GRACE));
    assertTrue(Files.exists(pidFile));
    assertTrue(ProcessFixture.isAlive(pid));
  }

  @Test
  void reap_endsTheTree_alsoWhoIgnoresSigterm() throws IOException {
    long deaf = process(RUN + "/1", "trap '' TERM; while :; do sleep 0.02; done");
    long pid = process("", "exec sleep 300");
    writeEndedRun("+ " + pid + " " + start(pid) + " 2 web");
    assertEquals(List.of(), OrphanedProcesses.terminate(state, GRACE));
    ProcessFixture.awaitDeath(deaf);
    ProcessFixture.awaitDeath(pid);
    assertFalse(Files.exists(pidFile));
  }

  @Test
  void filesThatAreNoLedgers_areLeftAlone() throws IOException {
    long pid = process("x/1", "exec sleep 300");
    Files.writeString(state.resolve("runs").resolve("x"), "run 1 1\n");
    Files.writeString(pidFile, "shopping list\n");
    assertEquals(List.of(), OrphanedProcesses.terminate(state, GRACE));
    assertTrue(ProcessFixture.isAlive(pid));
    assertTrue(Files.exists(pidFile));
  }

  @Test
  void noState_isNothing() throws IOException {
    assertEquals(List.of(), OrphanedProcesses.find(state.resolve("none")));
  }
}
