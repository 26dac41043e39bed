package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.Signals;
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

  private final ProcessFixture rig = new ProcessFixture();

  @AfterEach
  void close() {
    rig.close();
  }

  private int define(String name, Duration grace, String script) {
    return rig.processes.define(ProcessFixture.spec(name, true, grace, "/bin/sh", "-c", script));
  }

  @Test
  void stop_isNotAFailure() {
    int id = rig.start(define("obedient", ProcessSpec.GRACE, "echo up; exec sleep 300"));
    rig.awaitLine(id, "up");
    rig.processes.stop(id);
    assertEquals(
        new ProcessState.Stopped(143, Signals.TERM), rig.await(id, ProcessState.Stopped.class));
  }

  @Test
  void stop_letsTheChildSayItsLastWords() {
    int id =
        rig.start(
            define(
                "polite",
                ProcessSpec.GRACE,
                "trap 'echo bye; exit 7' TERM; echo up; while :; do sleep 0.05; done"));
    rig.awaitLine(id, "up");
    rig.processes.stop(id);
    assertEquals(new ProcessState.Stopped(7, 0), rig.await(id, ProcessState.Stopped.class));
    assertEquals("bye", rig.lines(id).getLast());
  }

  @Test
  void stop_ignoredByChild_killsAfterGrace() {
    int id =
        rig.start(define("deaf", SHORT, "trap '' TERM HUP; echo up; while :; do sleep 0.05; done"));
    rig.awaitLine(id, "up");
    rig.processes.stop(id);
    assertEquals(
        new ProcessState.Stopped(137, Signals.KILL), rig.await(id, ProcessState.Stopped.class));
    assertTrue(
        rig.notes(id).contains("did not stop within 0.3 s: killed"), rig.notes(id)::toString);
  }

  @Test
  void stop_reachesADoubleFork_aNewSession_andAClearedEnvironment() {
    int id =
        rig.start(
            define(
                "tree",
                SHORT,
                "(setsid sleep 300 & echo double=$!) ; setsid sleep 300 & echo session=$!;"
                    + " env -i sleep 300 & echo bare=$!;"
                    + " (trap '' TERM; setsid sh -c 'while :; do sleep 0.05; done') &"
                    + " echo deaf=$!; wait"));
    List<Integer> all =
        List.of("double", "session", "bare", "deaf").stream()
            .map(name -> rig.printedNumber(id, name))
            .toList();
    all.forEach(pid -> assertTrue(ProcessFixture.lives(pid)));
    rig.processes.stop(id);
    rig.await(id, ProcessState.Stopped.class);
    all.forEach(pid -> assertFalse(ProcessFixture.lives(pid)));
  }

  @Test
  void kill_doesNotWaitForTheGrace() {
    int id = rig.start(define("deaf", Duration.ofMinutes(5), "trap '' TERM; echo up; sleep 300"));
    rig.awaitLine(id, "up");
    rig.processes.stop(id);
    rig.await(id, ProcessState.Stopping.class);
    rig.processes.kill(id);
    rig.await(id, ProcessState.Stopped.class);
  }

  @Test
  void kill_catchesWhatForksWhileItDies() {
    int id =
        rig.start(
            define(
                "bomb",
                SHORT,
                "i=0; while [ $i -lt 500 ]; do setsid sleep 300 & i=$((i+1)); done; echo up; wait"));
    rig.await(id, ProcessState.Running.class);
    rig.processes.kill(id);
    rig.await(id, ProcessState.Stopped.class);
    try (Libc libc = new Libc()) {
      ProcessTreeFinder finder = new ProcessTreeFinder(new ProcFs(libc), rig.settings.runId());
      assertEquals(List.of(), finder.look(List.of()).tree(id));
    }
  }

  @Test
  void stop_leavesStrangersAlone() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "300").start();
    try {
      int id = rig.start(define("one", SHORT, "echo up; exec sleep 300"));
      rig.awaitLine(id, "up");
      rig.processes.killAll();
      rig.await(id, ProcessState.Stopped.class);
      assertTrue(stranger.isAlive());
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void restart_whileStopping_startsAgain_andStopCallsItOff() {
    int id =
        rig.start(define("slow", SHORT, "trap '' TERM; echo up; while :; do sleep 0.05; done"));
    rig.awaitLine(id, "up");
    rig.processes.stop(id);
    rig.processes.restart(id);
    ProcessFixture.await("the second run", () -> rig.processes.info(id).epoch() == 2);
    rig.processes.restart(id);
    rig.processes.stop(id);
    rig.await(id, ProcessState.Stopped.class);
    assertEquals(2, rig.processes.info(id).epoch());
  }

  @Test
  void shutDown_endsEverything_andStartsNothingMore() {
    int obedient = rig.start(define("obedient", ProcessSpec.GRACE, "echo up; exec sleep 300"));
    int deaf = rig.start(define("deaf", SHORT, "trap '' TERM; echo up; sleep 300; sleep 300"));
    int left = rig.start(define("left", SHORT, "setsid sleep 300 & echo pid=$!"));
    int leftPid = rig.printedNumber(left, "pid");
    rig.awaitLine(obedient, "up");
    rig.awaitLine(deaf, "up");
    rig.awaitExit(left, 1);
    assertEquals(List.of(), rig.processes.shutDown(ProcessFixture.PATIENCE));
    assertFalse(ProcessFixture.lives(leftPid));
    rig.processes.start(obedient);
    rig.processes.close();
    assertEquals(1, rig.processes.info(obedient).epoch());
  }

  @Test
  void shutDown_findsWhatADeadChildLeftBehindWithoutAMark() {
    int left = rig.start(define("left", SHORT, "trap '' HUP; env -i sleep 300 & echo pid=$!"));
    int leftPid = rig.printedNumber(left, "pid");
    rig.awaitExit(left, 1);
    assertEquals(List.of(), rig.processes.shutDown(ProcessFixture.PATIENCE));
    assertFalse(ProcessFixture.lives(leftPid));
  }

  @Test
  void shutDown_withLessTimeThanTheGrace_killsInTime() {
    int deaf =
        rig.start(define("deaf", Duration.ofMinutes(5), "trap '' TERM; echo up; sleep 300; :"));
    rig.awaitLine(deaf, "up");
    assertEquals(List.of(), rig.processes.shutDown(Duration.ofSeconds(1)));
    assertEquals(new ProcessState.Stopped(137, Signals.KILL), rig.state(deaf));
  }

  @Test
  void everyTransition_isAnEventWithItsCause() {
    int id = rig.start(define("one", SHORT, "echo up; exec sleep 300"));
    rig.awaitLine(id, "up");
    rig.processes.stop(id);
    rig.await(id, ProcessState.Stopped.class);
    rig.awaitExit(id, 1);
    assertTrue(rig.bus.awaitIdle(ProcessFixture.PATIENCE));
    List<String> steps =
        rig.events(Event.ProcessChanged.class, e -> e.process() == id).stream()
            .map(e -> e.from() + " > " + e.to())
            .toList();
    assertEquals(
        List.of(
            "idle > starting", "starting > running", "running > stopping", "stopping > stopped"),
        steps);
  }
}
