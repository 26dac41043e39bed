package dev.brummer.engine.process.supervisor.table;

import static dev.brummer.engine.process.supervisor.table.ProcessTableFixture.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpecBuilder;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.StopPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Commands that fork into the background and exit.
final class DaemonTrackerTest {
  private final ProcessTableFixture fixture = new ProcessTableFixture();

  private static ProcessSpecBuilder daemon() {
    return spec("db").toBuilder().daemon(true);
  }

  private void started(ProcessSpecBuilder spec) {
    fixture.register(spec.build());
    fixture.start("db");
    fixture.spawned("db");
  }

  private List<ProcessEffect> found(int pid) {
    ProcessEffect.FindDaemon search = fixture.last(ProcessEffect.FindDaemon.class).getFirst();
    return fixture.step(
        new ProcessCommand.DaemonFound(
            search.id(), search.runNumber(), pid, pid == 0 ? "" : "postgres (pid " + pid + ")"));
  }

  private void searchDue() {
    fixture.step(new ProcessCommand.DaemonSearchDue(1, fixture.info("db").runNumber()));
  }

  private void inBackground(ProcessSpecBuilder spec) {
    started(spec);
    fixture.exits("db", 0);
    found(4121);
  }

  private ProcessInfo db() {
    return fixture.info("db");
  }

  @Test
  void exitOfTheCommand_isNoEnd_whileItsProcessesRun() {
    started(daemon());
    fixture.exits("db", 0);
    assertEquals(List.of(), fixture.last(ProcessEffect.Reap.class));
    assertEquals(List.of(), fixture.lastEvents(Event.ProcessExited.class));
    found(4121);
    assertEquals("running", fixture.label("db"));
    assertTrue(db().daemonized());
    assertEquals(4121, db().pid());
    assertEquals(List.of("runs in the background: postgres (pid 4121)"), fixture.notes());
    fixture.listens("db", 5432);
    assertEquals("ready", fixture.label("db"));
  }

  @Test
  void endOfItsLastProcess_isAFailure() {
    inBackground(daemon());
    searchDue();
    found(4130);
    assertEquals(4130, db().pid());
    assertEquals(List.of(), fixture.notes());
    searchDue();
    found(0);
    assertEquals(new ProcessState.Failed("daemon ended", 1, 0), db().state());
    assertFalse(db().daemonized());
    assertEquals(0, db().pid());
    assertEquals(List.of(new ProcessEffect.Reap(1, 1)), fixture.last(ProcessEffect.Reap.class));
    assertEquals(1, fixture.lastEvents(Event.ProcessExited.class).size());
  }

  @Test
  void endOfItsLastProcess_isRestarted_asThePolicySays() {
    inBackground(daemon().restart(RestartPolicy.of(RestartPolicy.When.ON_FAILURE)));
    searchDue();
    found(0);
    assertEquals("restarting", fixture.label("db"));
  }

  @Test
  void commandThatLeavesNothing_hasEnded() {
    started(daemon());
    fixture.exits("db", 0);
    found(0);
    assertEquals("done", fixture.label("db"));
    assertEquals(
        List.of("exited with code 0 and left no process in the background"), fixture.notes());
  }

  @Test
  void commandThatFails_hasFailed() {
    started(daemon());
    fixture.exits("db", 2);
    assertEquals("exit 2", fixture.label("db"));
  }

  @Test
  void withoutDaemon_theExitIsTheEnd() {
    started(spec("db").toBuilder());
    fixture.exits("db", 0);
    assertEquals("done", fixture.label("db"));
  }

  @Test
  void daemonOutsideOfItsTree_runsAsLongAsItsProbeSucceeds() {
    started(daemon().readiness(new ReadinessProbe.Tcp("localhost", 5432)));
    fixture.exits("db", 0);
    found(0);
    assertEquals("running", fixture.label("db"));
    fixture.step(new ProcessCommand.ReadinessObserved(1, 1, "localhost:5432 accepts connections"));
    searchDue();
    found(0);
    assertEquals("ready", fixture.label("db"));
    fixture.step(new ProcessCommand.ReadinessLost(1, 1, "refused"));
    fixture.timerFires(ProcessCommand.TimerPurpose.CONFIRM_DOWN);
    searchDue();
    found(0);
    assertEquals("daemon ended", fixture.label("db"));
  }

  @Test
  void stop_signalsTheTree_andEndsWithItsLastMember() {
    inBackground(daemon().stop(StopPolicy.term(Duration.ofSeconds(3)).withLeaderOnly(true)));
    fixture.stop("db");
    assertEquals(
        List.of(new ProcessEffect.Signal(1, 15)), fixture.last(ProcessEffect.Signal.class));
    fixture.timerFires(ProcessCommand.TimerPurpose.POLL_TREE);
    fixture.treeFoundEmpty("db");
    assertEquals("stopped", fixture.label("db"));
    assertFalse(db().daemonized());
    assertEquals(List.of(new ProcessEffect.Reap(1, 1)), fixture.last(ProcessEffect.Reap.class));
  }

  @Test
  void stopCommand_isWaitedFor_evenIfNoProcessIsLeft() {
    StopPolicy stop = new StopPolicy(15, List.of("pg_ctl", "stop"), Duration.ofSeconds(3));
    inBackground(daemon().stop(stop));
    fixture.stop("db");
    ProcessEffect.RunStop run = fixture.last(ProcessEffect.RunStop.class).getFirst();
    fixture.timerFires(ProcessCommand.TimerPurpose.POLL_TREE);
    fixture.treeFoundEmpty("db");
    assertEquals("stopping", fixture.label("db"));
    ProcessEffect.StartTimer poll = fixture.last(ProcessEffect.StartTimer.class).getFirst();
    fixture.step(new ProcessCommand.StopCommandEnded(1, run.stateVersion(), ""));
    fixture.step(new ProcessCommand.TimerFired(1, poll.stateVersion(), poll.purpose()));
    fixture.treeFoundEmpty("db");
    assertEquals("stopped", fixture.label("db"));
  }

  @Test
  void restart_waitsForTheEndOfAllMembers() {
    inBackground(daemon());
    fixture.step(new ProcessCommand.Restart(1));
    assertEquals(List.of(), fixture.starts());
    fixture.timerFires(ProcessCommand.TimerPurpose.POLL_TREE);
    fixture.treeFoundEmpty("db");
    assertEquals(List.of("db"), fixture.starts());
  }

  @Test
  void streamsThatEndWithTheCommand_areClosedAfterTheReaping() {
    inBackground(daemon());
    fixture.step(new ProcessCommand.OutputEnded(1, 1));
    assertEquals(List.of(), fixture.last(ProcessEffect.CloseStreams.class));
    fixture.step(new ProcessCommand.Kill(1));
    fixture.timerFires(ProcessCommand.TimerPurpose.POLL_TREE);
    List<ProcessEffect> effects = fixture.treeFoundEmpty("db");
    assertTrue(
        effects.indexOf(new ProcessEffect.Reap(1, 1))
            < effects.indexOf(new ProcessEffect.CloseStreams(1, 1)));
  }

  @Test
  void shutDown_stopsIt() {
    inBackground(daemon());
    fixture.step(new ProcessCommand.ShutDown());
    fixture.timerFires(ProcessCommand.TimerPurpose.POLL_TREE);
    fixture.treeFoundEmpty("db");
    assertTrue(fixture.table.isShutDown());
  }

  @Test
  void endOfTheTree_letsTheProbeDecideAtOnce() {
    inBackground(daemon().readiness(new ReadinessProbe.Tcp("localhost", 5432)));
    searchDue();
    found(0);
    assertEquals(
        List.of(new ProcessEffect.RepeatProbe(1, 1)),
        fixture.last(ProcessEffect.RepeatProbe.class));
    assertEquals("running", fixture.label("db"));
  }
}
