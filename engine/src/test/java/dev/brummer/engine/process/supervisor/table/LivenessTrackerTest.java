package dev.brummer.engine.process.supervisor.table;

import static dev.brummer.engine.process.supervisor.table.ProcessTableFixture.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.LivenessPolicy;
import dev.brummer.engine.process.ProbeTiming;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.RestartPolicy.When;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Restarts of processes that run but no longer work.
final class LivenessTrackerTest {
  private static final LivenessPolicy POLICY =
      new LivenessPolicy(new ReadinessProbe.Exec(List.of("check")), ProbeTiming.DEFAULT);

  private final ProcessTableFixture fixture = new ProcessTableFixture();

  private void running(When when) {
    fixture.register(
        spec("web").toBuilder().liveness(POLICY).restart(RestartPolicy.of(when)).build());
    fixture.start("web");
    fixture.spawned("web");
  }

  private void probed(int failures) {
    fixture.step(
        new ProcessCommand.LivenessProbed(
            1, fixture.info("web").runNumber(), failures, "check exited with code 1"));
  }

  private ProcessState state() {
    return fixture.info("web").state();
  }

  @Test
  void probe_startsWithTheProcess() {
    running(When.NO);
    assertEquals(
        List.of(new ProcessEffect.WatchLiveness(1, 1, POLICY)),
        fixture.last(ProcessEffect.WatchLiveness.class));
  }

  @Test
  void failuresBelowTheThreshold_areShown_andForgottenAfterASuccess() {
    running(When.ALWAYS);
    probed(2);
    assertEquals("running", fixture.label("web"));
    assertEquals(
        new ProcessInfo.Liveness(2, "check exited with code 1"), fixture.info("web").liveness());
    probed(0);
    assertEquals(ProcessInfo.Liveness.ALIVE, fixture.info("web").liveness());
  }

  @Test
  void lastFailure_stopsTheProcess_andTheRestartPolicyRestartsIt() {
    running(When.ON_FAILURE);
    probed(3);
    assertEquals("stopping", fixture.label("web"));
    assertEquals(List.of("web"), fixture.signalled());
    assertEquals(
        List.of("web: not alive: check exited with code 1, 3 failures in a row"),
        fixture.notices());
    fixture.exits("web", 143);
    fixture.treeFoundEmpty("web");
    assertEquals("restarting", fixture.label("web"));
    assertEquals(
        "not alive: check exited with code 1",
        fixture.lastEvents(Event.ProcessChanged.class).getLast().cause());
    assertEquals("not alive", fixture.lastEvents(Event.ProcessExited.class).getFirst().failure());
    fixture.timerFires(ProcessCommand.TimerPurpose.BACK_OFF);
  }

  @Test
  void restartedProcess_isJudgedByItsOwnFailures() {
    lastFailure_stopsTheProcess_andTheRestartPolicyRestartsIt();
    fixture.treeFoundEmpty("web");
    assertEquals(List.of("web"), fixture.starts());
    fixture.spawned("web");
    assertEquals(ProcessInfo.Liveness.ALIVE, fixture.info("web").liveness());
    fixture.step(new ProcessCommand.LivenessProbed(1, 1, 3, "late"));
    assertEquals("running", fixture.label("web"));
  }

  @Test
  void withoutRestarts_theProcessHasFailed() {
    running(When.NO);
    probed(3);
    fixture.completeStop("web");
    assertEquals(new ProcessState.Failed("not alive", 143, 0), state());
  }

  @Test
  void stopOfTheUser_wins() {
    running(When.ALWAYS);
    probed(3);
    fixture.stop("web");
    fixture.completeStop("web");
    assertEquals("stopped", fixture.label("web"));
  }

  @Test
  void restartOfTheUser_wins() {
    running(When.NO);
    probed(3);
    fixture.step(new ProcessCommand.Restart(1));
    fixture.completeStop("web");
    assertEquals(List.of("web"), fixture.starts());
  }

  @Test
  void processThatIgnoresTheSignal_isKilled_andThenRestarted() {
    running(When.ALWAYS);
    probed(3);
    fixture.timerFires(ProcessCommand.TimerPurpose.DEADLINE);
    fixture.exits("web", 137);
    fixture.treeFoundEmpty("web");
    assertEquals("restarting", fixture.label("web"));
  }

  @Test
  void survivorOfSigkill_isNotRestarted() {
    running(When.ALWAYS);
    probed(3);
    fixture.timerFires(ProcessCommand.TimerPurpose.DEADLINE);
    fixture.timerFires(ProcessCommand.TimerPurpose.DEADLINE);
    ProcessEffect.FindTree scan = fixture.last(ProcessEffect.FindTree.class).getFirst();
    fixture.step(
        new ProcessCommand.TreeFound(
            1, scan.stateVersion(), scan.signal(), scan.restart(), List.of("web (pid 9)")));
    assertEquals("cannot be killed", fixture.label("web"));
  }

  @Test
  void suspendedProcess_isNotJudged() {
    running(When.ALWAYS);
    fixture.step(new ProcessCommand.Sampled(1, 1, ProcessInfo.Resources.NONE, true));
    probed(7);
    assertEquals("paused", fixture.label("web"));
    fixture.step(new ProcessCommand.Sampled(1, 1, ProcessInfo.Resources.NONE, false));
    probed(8);
    assertEquals("stopping", fixture.label("web"));
  }

  @Test
  void repeatedDeaths_areACrashLoop() {
    running(When.ALWAYS);
    for (int i = 0; i < 10; i++) {
      probed(3);
      fixture.completeStop("web");
      fixture.timerFires(ProcessCommand.TimerPurpose.BACK_OFF);
      fixture.treeFoundEmpty("web");
      fixture.spawned("web");
    }
    probed(3);
    fixture.completeStop("web");
    assertEquals("crash loop", fixture.label("web"));
  }

  private void unready(boolean stops, When when) {
    fixture.register(
        spec("web").toBuilder()
            .readiness(new ReadinessProbe.Exec(List.of("check")))
            .stopsUnready(stops)
            .restart(RestartPolicy.of(when))
            .build());
    fixture.start("web");
    fixture.spawned("web");
    fixture.step(new ProcessCommand.ReadinessLost(1, 1, "check exited with code 1"));
  }

  @Test
  void lostReadiness_stopsAProcessThatRequiresIt_andTheRestartPolicyRestartsIt() {
    unready(true, When.ALWAYS);
    assertEquals("stopping", fixture.label("web"));
    assertEquals(
        List.of("web: not ready: check exited with code 1, 3 failures in a row"),
        fixture.notices());
    fixture.exits("web", 143);
    fixture.treeFoundEmpty("web");
    assertEquals("restarting", fixture.label("web"));
    assertEquals("not ready", fixture.lastEvents(Event.ProcessExited.class).getFirst().failure());
  }

  @Test
  void lostReadiness_withoutARestart_isAFailure() {
    unready(true, When.NO);
    fixture.exits("web", 0);
    fixture.treeFoundEmpty("web");
    assertEquals(new ProcessState.Failed("not ready", 0, 0), state());
  }

  @Test
  void lostReadiness_otherwiseStopsNothing() {
    unready(false, When.ALWAYS);
    assertEquals("running", fixture.label("web"));
    assertEquals(List.of(), fixture.signalled());
  }
}
