package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Await;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.os.Libc;
import dev.brummer.engine.process.os.ProcFs;
import dev.brummer.engine.process.os.ProcessTreeFinder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class StopTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private final ProcessFixture fixture = new ProcessFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private int register(String name, Duration grace, String script) {
    return fixture.processes.register(
        ProcessFixture.spec(name, true, grace, "/bin/sh", "-c", script));
  }

  @Test
  void stop_isNotAFailure() {
    int id =
        fixture.start(register("obedient", ProcessSpec.DEFAULT_GRACE, "echo up; exec sleep 300"));
    fixture.awaitLine(id, "up");
    fixture.processes.stop(id);
    assertEquals(
        new ProcessState.Stopped(143, LinuxSignals.TERM),
        fixture.await(id, ProcessState.Stopped.class));
  }

  @Test
  void stop_letsTheChildSayItsLastWords() {
    int id =
        fixture.start(
            register(
                "polite",
                ProcessSpec.DEFAULT_GRACE,
                "trap 'echo bye; exit 7' TERM; echo up; while :; do sleep 0.05; done"));
    fixture.awaitLine(id, "up");
    fixture.processes.stop(id);
    assertEquals(new ProcessState.Stopped(7, 0), fixture.await(id, ProcessState.Stopped.class));
    assertEquals("bye", fixture.lines(id).getLast());
  }

  @Test
  void stop_ignoredByChild_killsAfterGrace() {
    int id =
        fixture.start(
            register("deaf", SHORT, "trap '' TERM HUP; echo up; while :; do sleep 0.05; done"));
    fixture.awaitLine(id, "up");
    fixture.processes.stop(id);
    assertEquals(
        new ProcessState.Stopped(137, LinuxSignals.KILL),
        fixture.await(id, ProcessState.Stopped.class));
    assertTrue(
        fixture.notes(id).contains("did not stop within 0.3 s: killed"),
        fixture.notes(id)::toString);
  }

  @Test
  void stop_reachesADoubleFork_aNewSession_andAClearedEnvironment() {
    int id =
        fixture.start(
            register(
                "tree",
                SHORT,
                "(setsid sleep 300 & echo double=$!) ; setsid sleep 300 & echo session=$!;"
                    + " env -i sleep 300 & echo bare=$!;"
                    + " (trap '' TERM; setsid sh -c 'while :; do sleep 0.05; done') &"
                    + " echo deaf=$!; wait"));
    List<Integer> all =
        List.of("double", "session", "bare", "deaf").stream()
            .map(name -> fixture.printedNumber(id, name))
            .toList();
    all.forEach(pid -> assertTrue(ProcessFixture.isAlive(pid)));
    fixture.processes.stop(id);
    fixture.await(id, ProcessState.Stopped.class);
    all.forEach(pid -> assertFalse(ProcessFixture.isAlive(pid)));
  }

  @Test
  void kill_doesNotWaitForTheGrace() {
    int id =
        fixture.start(register("deaf", Duration.ofMinutes(5), "trap '' TERM; echo up; sleep 300"));
    fixture.awaitLine(id, "up");
    fixture.processes.stop(id);
    fixture.await(id, ProcessState.Stopping.class);
    fixture.processes.kill(id);
    fixture.await(id, ProcessState.Stopped.class);
  }

  @Test
  void kill_catchesWhatForksWhileItDies() {
    int id =
        fixture.start(
            register(
                "bomb",
                SHORT,
                "i=0; while [ $i -lt 500 ]; do setsid sleep 300 & i=$((i+1)); done; echo up; wait"));
    fixture.await(id, ProcessState.Running.class);
    fixture.processes.kill(id);
    fixture.await(id, ProcessState.Stopped.class);
    try (Libc libc = new Libc()) {
      ProcessTreeFinder finder = new ProcessTreeFinder(new ProcFs(libc), fixture.settings.runId());
      assertEquals(List.of(), finder.scan(List.of()).tree(id));
    }
  }

  @Test
  void stop_leavesStrangersAlone() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "300").start();
    try {
      int id = fixture.start(register("one", SHORT, "echo up; exec sleep 300"));
      fixture.awaitLine(id, "up");
      fixture.processes.killAll();
      fixture.await(id, ProcessState.Stopped.class);
      assertTrue(stranger.isAlive());
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void restart_whileStopping_startsAgain_andStopCallsItOff() {
    int id =
        fixture.start(
            register("slow", SHORT, "trap '' TERM; echo up; while :; do sleep 0.05; done"));
    fixture.awaitLine(id, "up");
    fixture.processes.stop(id);
    fixture.processes.restart(id);
    Await.until("the second run", () -> fixture.processes.info(id).runNumber() == 2);
    fixture.processes.restart(id);
    fixture.processes.stop(id);
    fixture.await(id, ProcessState.Stopped.class);
    assertEquals(2, fixture.processes.info(id).runNumber());
  }

  @Test
  void shutDown_endsEverything_andStartsNothingMore() {
    int obedient =
        fixture.start(register("obedient", ProcessSpec.DEFAULT_GRACE, "echo up; exec sleep 300"));
    int deaf =
        fixture.start(register("deaf", SHORT, "trap '' TERM; echo up; sleep 300; sleep 300"));
    int exited = fixture.start(register("exited", SHORT, "setsid sleep 300 & echo pid=$!"));
    int orphan = fixture.printedNumber(exited, "pid");
    fixture.awaitLine(obedient, "up");
    fixture.awaitLine(deaf, "up");
    fixture.awaitExit(exited, 1);
    assertEquals(List.of(), fixture.processes.shutDown(Await.TIMEOUT));
    assertFalse(ProcessFixture.isAlive(orphan));
    fixture.processes.start(obedient);
    fixture.processes.close();
    assertEquals(1, fixture.processes.info(obedient).runNumber());
  }

  @Test
  void shutDown_findsWhatADeadChildLeftBehindWithoutAMark() {
    int exited =
        fixture.start(register("exited", SHORT, "trap '' HUP; env -i sleep 300 & echo pid=$!"));
    int orphan = fixture.printedNumber(exited, "pid");
    fixture.awaitExit(exited, 1);
    assertEquals(List.of(), fixture.processes.shutDown(Await.TIMEOUT));
    assertFalse(ProcessFixture.isAlive(orphan));
  }

  @Test
  void shutDown_withLessTimeThanTheGrace_killsInTime() {
    int deaf =
        fixture.start(
            register("deaf", Duration.ofMinutes(5), "trap '' TERM; echo up; sleep 300; :"));
    fixture.awaitLine(deaf, "up");
    assertEquals(List.of(), fixture.processes.shutDown(Duration.ofSeconds(1)));
    assertEquals(new ProcessState.Stopped(137, LinuxSignals.KILL), fixture.state(deaf));
  }

  @Test
  void everyTransition_isAnEventWithItsCause() {
    int id = fixture.start(register("one", SHORT, "echo up; exec sleep 300"));
    fixture.awaitLine(id, "up");
    fixture.processes.stop(id);
    fixture.await(id, ProcessState.Stopped.class);
    fixture.awaitExit(id, 1);
    assertTrue(fixture.bus.awaitIdle(Await.TIMEOUT));
    List<String> steps =
        fixture.events(Event.ProcessChanged.class, e -> e.process() == id).stream()
            .map(e -> e.from() + " > " + e.to())
            .toList();
    assertEquals(
        List.of(
            "idle > starting", "starting > running", "running > stopping", "stopping > stopped"),
        steps);
  }
}
