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

  private final ProcessFixture processFixture = new ProcessFixture();

  @AfterEach
  void close() {
    processFixture.close();
  }

  private int define(String name, Duration grace, String script) {
    return processFixture.processes.register(
        ProcessFixture.spec(name, true, grace, "/bin/sh", "-c", script));
  }

  @Test
  void stop_isNotAFailure() {
    int id =
        processFixture.start(
            define("obedient", ProcessSpec.DEFAULT_GRACE, "echo up; exec sleep 300"));
    processFixture.awaitLine(id, "up");
    processFixture.processes.stop(id);
    assertEquals(
        new ProcessState.Stopped(143, Signals.TERM),
        processFixture.await(id, ProcessState.Stopped.class));
  }

  @Test
  void stop_letsTheChildSayItsLastWords() {
    int id =
        processFixture.start(
            define(
                "polite",
                ProcessSpec.DEFAULT_GRACE,
                "trap 'echo bye; exit 7' TERM; echo up; while :; do sleep 0.05; done"));
    processFixture.awaitLine(id, "up");
    processFixture.processes.stop(id);
    assertEquals(
        new ProcessState.Stopped(7, 0), processFixture.await(id, ProcessState.Stopped.class));
    assertEquals("bye", processFixture.lines(id).getLast());
  }

  @Test
  void stop_ignoredByChild_killsAfterGrace() {
    int id =
        processFixture.start(
            define("deaf", SHORT, "trap '' TERM HUP; echo up; while :; do sleep 0.05; done"));
    processFixture.awaitLine(id, "up");
    processFixture.processes.stop(id);
    assertEquals(
        new ProcessState.Stopped(137, Signals.KILL),
        processFixture.await(id, ProcessState.Stopped.class));
    assertTrue(
        processFixture.notes(id).contains("did not stop within 0.3 s: killed"),
        processFixture.notes(id)::toString);
  }

  @Test
  void stop_reachesADoubleFork_aNewSession_andAClearedEnvironment() {
    int id =
        processFixture.start(
            define(
                "tree",
                SHORT,
                "(setsid sleep 300 & echo double=$!) ; setsid sleep 300 & echo session=$!;"
                    + " env -i sleep 300 & echo bare=$!;"
                    + " (trap '' TERM; setsid sh -c 'while :; do sleep 0.05; done') &"
                    + " echo deaf=$!; wait"));
    List<Integer> all =
        List.of("double", "session", "bare", "deaf").stream()
            .map(name -> processFixture.printedNumber(id, name))
            .toList();
    all.forEach(pid -> assertTrue(ProcessFixture.isAlive(pid)));
    processFixture.processes.stop(id);
    processFixture.await(id, ProcessState.Stopped.class);
    all.forEach(pid -> assertFalse(ProcessFixture.isAlive(pid)));
  }

  @Test
  void kill_doesNotWaitForTheGrace() {
    int id =
        processFixture.start(
            define("deaf", Duration.ofMinutes(5), "trap '' TERM; echo up; sleep 300"));
    processFixture.awaitLine(id, "up");
    processFixture.processes.stop(id);
    processFixture.await(id, ProcessState.Stopping.class);
    processFixture.processes.kill(id);
    processFixture.await(id, ProcessState.Stopped.class);
  }

  @Test
  void kill_catchesWhatForksWhileItDies() {
    int id =
        processFixture.start(
            define(
                "bomb",
                SHORT,
                "i=0; while [ $i -lt 500 ]; do setsid sleep 300 & i=$((i+1)); done; echo up; wait"));
    processFixture.await(id, ProcessState.Running.class);
    processFixture.processes.kill(id);
    processFixture.await(id, ProcessState.Stopped.class);
    try (Libc libc = new Libc()) {
      ProcessTreeFinder finder =
          new ProcessTreeFinder(new ProcFs(libc), processFixture.settings.runId());
      assertEquals(List.of(), finder.scan(List.of()).tree(id));
    }
  }

  @Test
  void stop_leavesStrangersAlone() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "300").start();
    try {
      int id = processFixture.start(define("one", SHORT, "echo up; exec sleep 300"));
      processFixture.awaitLine(id, "up");
      processFixture.processes.killAll();
      processFixture.await(id, ProcessState.Stopped.class);
      assertTrue(stranger.isAlive());
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void restart_whileStopping_startsAgain_andStopCallsItOff() {
    int id =
        processFixture.start(
            define("slow", SHORT, "trap '' TERM; echo up; while :; do sleep 0.05; done"));
    processFixture.awaitLine(id, "up");
    processFixture.processes.stop(id);
    processFixture.processes.restart(id);
    ProcessFixture.await(
        "the second run", () -> processFixture.processes.info(id).runNumber() == 2);
    processFixture.processes.restart(id);
    processFixture.processes.stop(id);
    processFixture.await(id, ProcessState.Stopped.class);
    assertEquals(2, processFixture.processes.info(id).runNumber());
  }

  @Test
  void shutDown_endsEverything_andStartsNothingMore() {
    int obedient =
        processFixture.start(
            define("obedient", ProcessSpec.DEFAULT_GRACE, "echo up; exec sleep 300"));
    int deaf =
        processFixture.start(define("deaf", SHORT, "trap '' TERM; echo up; sleep 300; sleep 300"));
    int left = processFixture.start(define("left", SHORT, "setsid sleep 300 & echo pid=$!"));
    int leftPid = processFixture.printedNumber(left, "pid");
    processFixture.awaitLine(obedient, "up");
    processFixture.awaitLine(deaf, "up");
    processFixture.awaitExit(left, 1);
    assertEquals(List.of(), processFixture.processes.shutDown(ProcessFixture.AWAIT_TIMEOUT));
    assertFalse(ProcessFixture.isAlive(leftPid));
    processFixture.processes.start(obedient);
    processFixture.processes.close();
    assertEquals(1, processFixture.processes.info(obedient).runNumber());
  }

  @Test
  void shutDown_findsWhatADeadChildLeftBehindWithoutAMark() {
    int left =
        processFixture.start(define("left", SHORT, "trap '' HUP; env -i sleep 300 & echo pid=$!"));
    int leftPid = processFixture.printedNumber(left, "pid");
    processFixture.awaitExit(left, 1);
    assertEquals(List.of(), processFixture.processes.shutDown(ProcessFixture.AWAIT_TIMEOUT));
    assertFalse(ProcessFixture.isAlive(leftPid));
  }

  @Test
  void shutDown_withLessTimeThanTheGrace_killsInTime() {
    int deaf =
        processFixture.start(
            define("deaf", Duration.ofMinutes(5), "trap '' TERM; echo up; sleep 300; :"));
    processFixture.awaitLine(deaf, "up");
    assertEquals(List.of(), processFixture.processes.shutDown(Duration.ofSeconds(1)));
    assertEquals(new ProcessState.Stopped(137, Signals.KILL), processFixture.state(deaf));
  }

  @Test
  void everyTransition_isAnEventWithItsCause() {
    int id = processFixture.start(define("one", SHORT, "echo up; exec sleep 300"));
    processFixture.awaitLine(id, "up");
    processFixture.processes.stop(id);
    processFixture.await(id, ProcessState.Stopped.class);
    processFixture.awaitExit(id, 1);
    assertTrue(processFixture.bus.awaitIdle(ProcessFixture.AWAIT_TIMEOUT));
    List<String> steps =
        processFixture.events(Event.ProcessChanged.class, e -> e.process() == id).stream()
            .map(e -> e.from() + " > " + e.to())
            .toList();
    assertEquals(
        List.of(
            "idle > starting", "starting > running", "running > stopping", "stopping > stopped"),
        steps);
  }
}
