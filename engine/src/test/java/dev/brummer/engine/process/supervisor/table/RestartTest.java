package dev.brummer.engine.process.supervisor.table;

import static dev.brummer.engine.process.supervisor.table.ProcessTableFixture.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.RestartPolicy.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RestartTest {
  private final ProcessTableFixture fixture = new ProcessTableFixture();

  private void running(ProcessSpec spec) {
    fixture.register(spec);
    fixture.start("web");
    fixture.spawned("web");
  }

  private static ProcessSpec restarted(When when) {
    return spec("web").toBuilder().restart(RestartPolicy.of(when)).build();
  }

  /// The delay has passed and no orphan was found.
  private void exitAndRestart() {
    fixture.timerFires(ProcessCommand.TimerPurpose.BACK_OFF);
    fixture.treeFoundEmpty("web");
  }

  @Test
  void failure_isRestarted_afterAPauseThatDoubles() {
    running(restarted(When.ON_FAILURE));
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      fixture.exits("web", 1);
      pauses.add(fixture.last(ProcessEffect.StartTimer.class).getFirst().millis());
      exitAndRestart();
      assertEquals(List.of("web"), fixture.starts());
      fixture.spawned("web");
    }
    assertEquals(
        List.of(100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 12_800L, 25_600L, 30_000L), pauses);
  }

  @Test
  void endAfterEnd_isACrashLoop() {
    running(restarted(When.ALWAYS));
    for (int i = 0; i < 10; i++) {
      fixture.exits("web", 1);
      exitAndRestart();
      fixture.spawned("web");
    }
    fixture.exits("web", 1);
    assertEquals("crash loop", fixture.label("web"));
    assertEquals(
        List.of(
            "web: crash loop: exited 11 times in a row shortly after its start; not restarted again"),
        fixture.notices());
  }

  @Test
  void longLife_forgivesEarlierEnds() {
    running(restarted(When.ALWAYS));
    fixture.exits("web", 1);
    exitAndRestart();
    fixture.spawned("web");
    fixture.now += 10_000;
    fixture.exits("web", 1);
    assertEquals(1, ((ProcessState.BackingOff) fixture.info("web").state()).attempt());
  }

  @Test
  void success_isRestartedOnlyWhenAlways() {
    running(restarted(When.ON_FAILURE));
    fixture.exits("web", 0);
    assertEquals("done", fixture.label("web"));
  }

  @Test
  void successCodes_areNoFailure() {
    running(restarted(When.ON_FAILURE).toBuilder().successCodes(Set.of(0, 130)).build());
    fixture.exits("web", 130);
    assertEquals(new ProcessState.Done(130), fixture.info("web").state());
  }

  @Test
  void stop_callsTheRestartOff() {
    running(restarted(When.ALWAYS));
    fixture.exits("web", 1);
    ProcessEffect.StartTimer timer = fixture.last(ProcessEffect.StartTimer.class).getFirst();
    fixture.stop("web");
    assertEquals("stopped", fixture.label("web"));
    assertEquals(
        List.of(),
        fixture.step(
            new ProcessCommand.TimerFired(timer.id(), timer.stateVersion(), timer.purpose())));
  }

  @Test
  void stopped_isNotRestarted() {
    running(restarted(When.ALWAYS));
    fixture.stop("web");
    fixture.exits("web", 0);
    fixture.treeFoundEmpty("web");
    assertEquals("stopped", fixture.label("web"));
  }

  @Test
  void start_doesNotWaitForThePause() {
    running(restarted(When.ALWAYS));
    fixture.exits("web", 1);
    fixture.start("web");
    fixture.treeFoundEmpty("web");
    assertEquals(List.of("web"), fixture.starts());
  }

  @Test
  void notFound_isNotTriedAgain() {
    fixture.register(restarted(When.ALWAYS));
    fixture.start("web");
    fixture.step(new ProcessCommand.SpawnFailed(1, 1, "not found", "no such thing"));
    assertEquals("not found", fixture.label("web"));
  }

  @Test
  void leftovers_goBeforeTheRestart() {
    running(restarted(When.ALWAYS));
    fixture.exits("web", 1);
    fixture.timerFires(ProcessCommand.TimerPurpose.BACK_OFF);
    ProcessEffect.FindTree scan = fixture.last(ProcessEffect.FindTree.class).getFirst();
    fixture.step(
        new ProcessCommand.TreeFound(
            1, scan.stateVersion(), scan.signal(), scan.restart(), List.of("x (pid 9)")));
    assertEquals("stopping", fixture.label("web"));
    fixture.timerFires(ProcessCommand.TimerPurpose.POLL_TREE);
    fixture.treeFoundEmpty("web");
    assertEquals(List.of("web"), fixture.starts());
  }

  @Test
  void failure_asksForItsReason() {
    running(spec("web"));
    fixture.exits("web", 1);
    assertEquals(1, fixture.last(ProcessEffect.DiagnoseFailure.class).size());
    fixture.step(
        new ProcessCommand.FailureDiagnosed(
            1, 1, "port 3000 is in use by pid 7: node x.js, in /home/me"));
    assertEquals(
        List.of("web: port 3000 is in use by pid 7: node x.js, in /home/me"), fixture.notices());
  }

  @Test
  void unlimitedRestarts_areNoCrashLoop_atAConstantPace() {
    RestartPolicy policy =
        RestartPolicy.constant(When.ALWAYS, Duration.ofSeconds(1), RestartPolicy.UNLIMITED);
    running(spec("web").toBuilder().restart(policy).build());
    for (int i = 0; i < 50; i++) {
      fixture.exits("web", 1);
      assertEquals(1_000, fixture.last(ProcessEffect.StartTimer.class).getFirst().millis());
      exitAndRestart();
      fixture.spawned("web");
    }
    assertEquals("running", fixture.label("web"));
    assertEquals(51, fixture.info("web").runNumber());
  }

  @Test
  void exitBeforeTheMinimumUptime_isNotRestarted() {
    RestartPolicy policy = RestartPolicy.of(When.ALWAYS).withMinUptime(Duration.ofSeconds(1));
    running(spec("web").toBuilder().restart(policy).build());
    fixture.later(2_000);
    fixture.exits("web", 0);
    assertEquals("restarting", fixture.label("web"));
    exitAndRestart();
    fixture.spawned("web");
    fixture.later(500);
    fixture.exits("web", 0);
    assertEquals("done", fixture.label("web"));
    assertTrue(
        fixture.notes().contains("not restarted: it ran for less than 1.0 s"),
        () -> fixture.notes().toString());
  }

  @Test
  void limitOfAllRestarts_isNoCrashLoop_howeverLongTheRuns() {
    RestartPolicy policy = RestartPolicy.constant(When.ALWAYS, Duration.ofSeconds(1), 2);
    running(spec("web").toBuilder().restart(policy).build());
    for (int i = 0; i < 2; i++) {
      fixture.later(3_600_000);
      fixture.exits("web", 4);
      exitAndRestart();
      fixture.spawned("web");
    }
    fixture.later(3_600_000);
    fixture.exits("web", 4);
    assertEquals("exit 4", fixture.label("web"));
    assertTrue(
        fixture.notes().contains("not restarted: 2 restarts are the limit"),
        () -> fixture.notes().toString());
  }
}
