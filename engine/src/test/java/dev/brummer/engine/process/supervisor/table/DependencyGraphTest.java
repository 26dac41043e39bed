package dev.brummer.engine.process.supervisor.table;

import static dev.brummer.engine.process.supervisor.table.ProcessTableFixture.needing;
import static dev.brummer.engine.process.supervisor.table.ProcessTableFixture.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DependencyGraphTest {
  private final ProcessTableFixture rig = new ProcessTableFixture();

  private void webNeedsApi(Condition until) {
    rig.register(needing("web", until, "api"), spec("api"));
  }

  @Test
  void start_startsWhatItNeeds_andWaits() {
    webNeedsApi(Condition.READY);
    rig.start("web");
    assertEquals(List.of("api"), rig.starts());
    assertEquals(new ProcessState.Waiting("api"), rig.info("web").state());
    rig.spawned("api");
    assertEquals(List.of(), rig.starts());
    rig.listens("api", 3000);
    assertEquals(List.of("web"), rig.starts());
  }

  @Test
  void started_isEnough_whereItIsAskedFor() {
    webNeedsApi(Condition.STARTED);
    rig.start("web");
    rig.spawned("api");
    assertEquals(List.of("web"), rig.starts());
  }

  @Test
  void completed_waitsForTheEnd_andForSuccess() {
    webNeedsApi(Condition.COMPLETED);
    rig.start("web");
    rig.spawned("api");
    rig.listens("api", 3000);
    assertEquals("wait api", rig.label("web"));
    rig.exits("api", 0);
    assertEquals(List.of("web"), rig.starts());
  }

  @Test
  void failureOfTheOther_isSaid_andMendedByItsStart() {
    webNeedsApi(Condition.COMPLETED);
    rig.start("web");
    rig.spawned("api");
    rig.exits("api", 3);
    assertEquals(new ProcessState.Failed("needs api", 1, 0), rig.info("web").state());
    assertTrue(
        rig.notes()
            .contains(
                "not started: it needs api, which has failed: exit 3; it starts when api is there"),
        () -> rig.notes().toString());
    rig.start("api");
    assertEquals("wait api", rig.label("web"));
    rig.spawned("api");
    rig.exits("api", 0);
    assertEquals(List.of("web"), rig.starts());
  }

  @Test
  void stop_callsTheWaitingOff() {
    webNeedsApi(Condition.READY);
    rig.start("web");
    rig.stop("web");
    rig.spawned("api");
    rig.listens("api", 3000);
    assertEquals(List.of(), rig.starts());
    assertEquals("stopped", rig.label("web"));
  }

  @Test
  void oneThatEndsWithSuccess_wasReady_whenNobodySaidHowToKnow() {
    webNeedsApi(Condition.READY);
    rig.start("web");
    rig.spawned("api");
    rig.exits("api", 0);
    assertEquals(List.of("web"), rig.starts());
  }

  @Test
  void oneThatEndsWithoutHavingBeenReady_isNot() {
    rig.register(
        needing("web", Condition.READY, "api"),
        spec("api").withReady(new ReadinessProbe.Port(3000)));
    rig.start("web");
    rig.spawned("api");
    rig.exits("api", 0);
    assertEquals("needs api", rig.label("web"));
  }

  @Test
  void circle_isSaid_andStartsNothing() {
    rig.register(
        needing("web", Condition.READY, "api"),
        needing("api", Condition.READY, "db"),
        needing("db", Condition.READY, "api"));
    rig.start("web");
    assertEquals(List.of(), rig.starts());
    assertEquals(List.of("web: cannot start: waits for itself: api → db → api"), rig.notices());
    assertEquals("cannot start", rig.label("web"));
    assertEquals("idle", rig.label("api"));
  }

  @Test
  void unknownName_isSaid() {
    rig.register(needing("web", Condition.READY, "apj"));
    rig.start("web");
    assertEquals(
        List.of("web: cannot start: web depends on \"apj\", and there is no such process"),
        rig.notices());
  }

  @Test
  void longWait_saysForWhom() {
    webNeedsApi(Condition.READY);
    rig.start("web");
    ProcessEffect.StartTimer timer = rig.last(ProcessEffect.StartTimer.class).getFirst();
    rig.spawned("api");
    rig.step(new ProcessCommand.TimerFired(timer.id(), timer.stateVersion(), timer.purpose()));
    assertEquals(List.of("web: still waits for api (running)"), rig.notices());
  }

  @Test
  void stopAll_stopsThoseThatOthersNeed_last() {
    rig.register(
        spec("db"),
        needing("api", Condition.STARTED, "db"),
        needing("web", Condition.STARTED, "api"));
    rig.start("web");
    rig.spawned("db");
    rig.spawned("api");
    rig.spawned("web");
    rig.step(new ProcessCommand.StopAll());
    assertEquals(List.of("web"), rig.signalled());
    rig.exits("web", 143);
    rig.treeFoundEmpty("web");
    assertEquals(List.of("api"), rig.signalled());
    assertEquals("running", rig.label("db"));
    rig.exits("api", 143);
    rig.treeFoundEmpty("api");
    assertEquals(List.of("db"), rig.signalled());
  }

  @Test
  void oneThatEndsWhileItIsHeld_wasStopped() {
    rig.register(spec("db"), needing("api", Condition.STARTED, "db"));
    rig.start("api");
    rig.spawned("db");
    rig.spawned("api");
    rig.step(new ProcessCommand.StopAll());
    rig.exits("db", 1);
    assertEquals("stopping", rig.label("db"));
    rig.timerFires(ProcessCommand.TimerPurpose.POLL_TREE);
    rig.treeFoundEmpty("db");
    assertEquals("stopped", rig.label("db"));
  }

  @Test
  void killAll_doesNotHold() {
    rig.register(spec("db"), needing("api", Condition.STARTED, "db"));
    rig.start("api");
    rig.spawned("db");
    rig.spawned("api");
    rig.step(new ProcessCommand.StopAll());
    rig.step(new ProcessCommand.KillAll());
    assertEquals(List.of("db", "api"), rig.signalled());
  }

  @Test
  void shutDown_callsOffWhatWaits() {
    webNeedsApi(Condition.READY);
    rig.start("web");
    rig.spawned("api");
    rig.step(new ProcessCommand.ShutDown());
    rig.completeStop("api");
    assertTrue(rig.table.isShutDown());
    assertEquals("stopped", rig.label("web"));
  }
}
