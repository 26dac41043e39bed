package dev.brummer.engine.process.supervisor.table;

import static dev.brummer.engine.process.supervisor.table.ProcessTableFixture.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.RestartPolicy.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RestartTest {
  private final ProcessTableFixture rig = new ProcessTableFixture();

  private void running(ProcessSpec spec) {
    rig.register(spec);
    rig.start("web");
    rig.spawned("web");
  }

  private static ProcessSpec restarted(When when) {
    return spec("web").withRestart(RestartPolicy.of(when));
  }

  /// The pause is over and nothing was left behind.
  private void exitAndRestart() {
    rig.timerFires(ProcessCommand.TimerPurpose.BACK_OFF);
    rig.treeFoundEmpty("web");
  }

  @Test
  void failure_isRestarted_afterAPauseThatDoubles() {
    running(restarted(When.ON_FAILURE));
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rig.exits("web", 1);
      pauses.add(rig.last(ProcessEffect.StartTimer.class).getFirst().millis());
      exitAndRestart();
      assertEquals(List.of("web"), rig.starts());
      rig.spawned("web");
    }
    assertEquals(
        List.of(100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 12_800L, 25_600L, 30_000L), pauses);
  }

  @Test
  void endAfterEnd_isACrashLoop() {
    running(restarted(When.ALWAYS));
    for (int i = 0; i < 10; i++) {
      rig.exits("web", 1);
      exitAndRestart();
      rig.spawned("web");
    }
    rig.exits("web", 1);
    assertEquals("crash loop", rig.label("web"));
    assertEquals(
        List.of(
            "web: ended 11 times in a row, each soon after its start: it is not restarted any more"),
        rig.notices());
  }

  @Test
  void longLife_forgivesEarlierEnds() {
    running(restarted(When.ALWAYS));
    rig.exits("web", 1);
    exitAndRestart();
    rig.spawned("web");
    rig.now += 10_000;
    rig.exits("web", 1);
    assertEquals(1, ((ProcessState.BackingOff) rig.info("web").state()).attempt());
  }

  @Test
  void success_isRestartedOnlyWhenAlways() {
    running(restarted(When.ON_FAILURE));
    rig.exits("web", 0);
    assertEquals("done", rig.label("web"));
  }

  @Test
  void successCodes_areNoFailure() {
    running(restarted(When.ON_FAILURE).withSuccess(Set.of(0, 130)));
    rig.exits("web", 130);
    assertEquals(new ProcessState.Done(130), rig.info("web").state());
  }

  @Test
  void stop_callsTheRestartOff() {
    running(restarted(When.ALWAYS));
    rig.exits("web", 1);
    ProcessEffect.StartTimer timer = rig.last(ProcessEffect.StartTimer.class).getFirst();
    rig.stop("web");
    assertEquals("stopped", rig.label("web"));
    assertEquals(
        List.of(),
        rig.step(new ProcessCommand.TimerFired(timer.id(), timer.stateVersion(), timer.purpose())));
  }

  @Test
  void stopped_isNotRestarted() {
    running(restarted(When.ALWAYS));
    rig.stop("web");
    rig.exits("web", 0);
    rig.treeFoundEmpty("web");
    assertEquals("stopped", rig.label("web"));
  }

  @Test
  void start_doesNotWaitForThePause() {
    running(restarted(When.ALWAYS));
    rig.exits("web", 1);
    rig.start("web");
    rig.treeFoundEmpty("web");
    assertEquals(List.of("web"), rig.starts());
  }

  @Test
  void notFound_isNotTriedAgain() {
    rig.register(restarted(When.ALWAYS));
    rig.start("web");
    rig.step(new ProcessCommand.SpawnFailed(1, 1, "not found", "no such thing"));
    assertEquals("not found", rig.label("web"));
  }

  @Test
  void leftovers_goBeforeTheRestart() {
    running(restarted(When.ALWAYS));
    rig.exits("web", 1);
    rig.timerFires(ProcessCommand.TimerPurpose.BACK_OFF);
    ProcessEffect.FindTree look = rig.last(ProcessEffect.FindTree.class).getFirst();
    rig.step(
        new ProcessCommand.TreeFound(
            1, look.stateVersion(), look.signal(), look.restart(), List.of("x (pid 9)")));
    assertEquals("stopping", rig.label("web"));
    rig.timerFires(ProcessCommand.TimerPurpose.POLL_TREE);
    rig.treeFoundEmpty("web");
    assertEquals(List.of("web"), rig.starts());
  }

  @Test
  void failure_asksForItsReason() {
    running(spec("web"));
    rig.exits("web", 1);
    assertEquals(1, rig.last(ProcessEffect.DiagnoseFailure.class).size());
    rig.step(
        new ProcessCommand.FailureDiagnosed(
            1, 1, "port 3000 is taken by pid 7: node x.js, in /home/me"));
    assertEquals(
        List.of("web: port 3000 is taken by pid 7: node x.js, in /home/me"), rig.notices());
  }
}
