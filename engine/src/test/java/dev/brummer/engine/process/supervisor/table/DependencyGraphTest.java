package dev.brummer.engine.process.supervisor.table;

import static dev.brummer.engine.process.supervisor.table.ProcessTableFixture.needing;
import static dev.brummer.engine.process.supervisor.table.ProcessTableFixture.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DependencyGraphTest {
  private final ProcessTableFixture fixture = new ProcessTableFixture();

  private void webNeedsApi(Condition until) {
    fixture.register(needing("web", until, "api"), spec("api"));
  }

  @Test
  void start_startsWhatItNeeds_andWaits() {
    webNeedsApi(Condition.READY);
    fixture.start("web");
    assertEquals(List.of("api"), fixture.starts());
    assertEquals(new ProcessState.Waiting("api"), fixture.info("web").state());
    fixture.spawned("api");
    assertEquals(List.of(), fixture.starts());
    fixture.listens("api", 3000);
    assertEquals(List.of("web"), fixture.starts());
  }

  @Test
  void started_isEnough_whereItIsAskedFor() {
    webNeedsApi(Condition.STARTED);
    fixture.start("web");
    fixture.spawned("api");
    assertEquals(List.of("web"), fixture.starts());
  }

  @Test
  void completed_waitsForTheEnd_andForSuccess() {
    webNeedsApi(Condition.COMPLETED);
    fixture.start("web");
    fixture.spawned("api");
    fixture.listens("api", 3000);
    assertEquals("wait api", fixture.label("web"));
    fixture.exits("api", 0);
    assertEquals(List.of("web"), fixture.starts());
  }

  @Test
  void failureOfTheOther_isSaid_andMendedByItsStart() {
    webNeedsApi(Condition.COMPLETED);
    fixture.start("web");
    fixture.spawned("api");
    fixture.exits("api", 3);
    assertEquals(new ProcessState.Failed("needs api", 1, 0, true), fixture.info("web").state());
    assertTrue(
        fixture
            .notes()
            .contains(
                "not started: dependency api has failed: exit 3; starts when api is available"),
        () -> fixture.notes().toString());
    fixture.start("api");
    assertEquals("wait api", fixture.label("web"));
    fixture.spawned("api");
    fixture.exits("api", 0);
    assertEquals(List.of("web"), fixture.starts());
  }

  @Test
  void stop_callsTheWaitingOff() {
    webNeedsApi(Condition.READY);
    fixture.start("web");
    fixture.stop("web");
    fixture.spawned("api");
    fixture.listens("api", 3000);
    assertEquals(List.of(), fixture.starts());
    assertEquals("stopped", fixture.label("web"));
  }

  @Test
  void oneThatEndsWithSuccess_wasReady_whenNobodySaidHowToKnow() {
    webNeedsApi(Condition.READY);
    fixture.start("web");
    fixture.spawned("api");
    fixture.exits("api", 0);
    assertEquals(List.of("web"), fixture.starts());
  }

  @Test
  void oneThatEndsWithoutHavingBeenReady_isNot() {
    fixture.register(
        needing("web", Condition.READY, "api"),
        spec("api").toBuilder().readiness(new ReadinessProbe.Port(3000)).build());
    fixture.start("web");
    fixture.spawned("api");
    fixture.exits("api", 0);
    assertEquals("needs api", fixture.label("web"));
  }

  @Test
  void circle_isSaid_andStartsNothing() {
    fixture.register(
        needing("web", Condition.READY, "api"),
        needing("api", Condition.READY, "db"),
        needing("db", Condition.READY, "api"));
    fixture.start("web");
    assertEquals(List.of(), fixture.starts());
    assertEquals(List.of("web: cannot start: dependency cycle: api → db → api"), fixture.notices());
    assertEquals("cannot start", fixture.label("web"));
    assertEquals("idle", fixture.label("api"));
  }

  @Test
  void unknownName_isSaid() {
    fixture.register(needing("web", Condition.READY, "apj"));
    fixture.start("web");
    assertEquals(
        List.of("web: cannot start: web depends on \"apj\", but no process has this name"),
        fixture.notices());
  }

  @Test
  void longWait_saysForWhom() {
    webNeedsApi(Condition.READY);
    fixture.start("web");
    ProcessEffect.StartTimer timer = fixture.last(ProcessEffect.StartTimer.class).getFirst();
    fixture.spawned("api");
    fixture.step(new ProcessCommand.TimerFired(timer.id(), timer.stateVersion(), timer.purpose()));
    assertEquals(List.of("web: still waiting for api (running)"), fixture.notices());
  }

  @Test
  void stopAll_stopsThoseThatOthersNeed_last() {
    fixture.register(
        spec("db"),
        needing("api", Condition.STARTED, "db"),
        needing("web", Condition.STARTED, "api"));
    fixture.start("web");
    fixture.spawned("db");
    fixture.spawned("api");
    fixture.spawned("web");
    fixture.step(new ProcessCommand.StopAll());
    assertEquals(List.of("web"), fixture.signalled());
    fixture.exits("web", 143);
    fixture.treeFoundEmpty("web");
    assertEquals(List.of("api"), fixture.signalled());
    assertEquals("running", fixture.label("db"));
    fixture.exits("api", 143);
    fixture.treeFoundEmpty("api");
    assertEquals(List.of("db"), fixture.signalled());
  }

  @Test
  void oneThatEndsWhileItIsHeld_wasStopped() {
    fixture.register(spec("db"), needing("api", Condition.STARTED, "db"));
    fixture.start("api");
    fixture.spawned("db");
    fixture.spawned("api");
    fixture.step(new ProcessCommand.StopAll());
    fixture.exits("db", 1);
    assertEquals("stopping", fixture.label("db"));
    fixture.timerFires(ProcessCommand.TimerPurpose.POLL_TREE);
    fixture.treeFoundEmpty("db");
    assertEquals("stopped", fixture.label("db"));
  }

  @Test
  void killAll_doesNotHold() {
    fixture.register(spec("db"), needing("api", Condition.STARTED, "db"));
    fixture.start("api");
    fixture.spawned("db");
    fixture.spawned("api");
    fixture.step(new ProcessCommand.StopAll());
    fixture.step(new ProcessCommand.KillAll());
    assertEquals(List.of("db", "api"), fixture.signalled());
  }

  @Test
  void shutDown_callsOffWhatWaits() {
    webNeedsApi(Condition.READY);
    fixture.start("web");
    fixture.spawned("api");
    fixture.step(new ProcessCommand.ShutDown());
    fixture.completeStop("api");
    assertTrue(fixture.table.isShutDown());
    assertEquals("stopped", fixture.label("web"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void exited_isMetByAnyEnd(int code) {
    webNeedsApi(Condition.EXITED);
    fixture.start("web");
    fixture.spawned("api");
    fixture.listens("api", 3000);
    assertEquals("wait api", fixture.label("web"));
    fixture.exits("api", code);
    assertEquals(List.of("web"), fixture.starts());
  }

  @Test
  void exited_isNotMetByAProcessThatCannotStart_butByOneThatWasStopped() {
    fixture.register(
        needing("web", Condition.EXITED, "api"),
        needing("api", Condition.COMPLETED, "db"),
        spec("db"));
    fixture.start("web");
    fixture.spawned("db");
    fixture.exits("db", 1);
    assertEquals("needs api", fixture.label("web"));
    ProcessTableFixture other = new ProcessTableFixture();
    other.register(needing("web", Condition.EXITED, "api"), spec("api"));
    other.start("web");
    other.spawned("api");
    other.stop("api");
    other.completeStop("api");
    assertEquals(List.of("web"), other.starts());
  }

  private static final Pattern UP = Pattern.compile("accepts connections");

  private void webNeedsLineOfApi() {
    ProcessSpec web =
        spec("web").toBuilder().dependsOn(List.of(Dependency.onLogLine("api", UP))).build();
    fixture.register(web, spec("api"));
  }

  private void printed(int runNumber) {
    fixture.step(new ProcessCommand.LineMatched(fixture.id("api"), runNumber, UP));
  }

  @Test
  void logLine_isWatchedBeforeTheFirstLineIsRead_andStartsTheDependent() {
    webNeedsLineOfApi();
    fixture.start("web");
    List<ProcessEffect> effects = fixture.spawned("api");
    int id = fixture.id("api");
    assertTrue(
        effects.indexOf(new ProcessEffect.WatchLine(id, 1, UP))
            < effects.indexOf(new ProcessEffect.StartReading(id, 1)));
    fixture.listens("api", 3000);
    assertEquals("wait api", fixture.label("web"));
    printed(1);
    assertEquals(List.of("web"), fixture.starts());
  }

  @Test
  void logLine_thatWasPrintedBeforeTheDependentStarts_isEnough_inThisRunOnly() {
    webNeedsLineOfApi();
    fixture.start("api");
    fixture.spawned("api");
    printed(1);
    fixture.start("web");
    assertEquals(List.of("web"), fixture.starts());
    fixture.spawned("web");
    fixture.exits("web", 0);
    fixture.exits("api", 0);
    fixture.start("api");
    fixture.spawned("api");
    printed(1);
    fixture.start("web");
    assertEquals("wait api", fixture.label("web"));
  }

  @Test
  void logLine_isSearchedForInARunThatIsOlderThanTheDependent() {
    fixture.register(spec("api"));
    fixture.start("api");
    fixture.spawned("api");
    ProcessSpec web =
        spec("web").toBuilder().dependsOn(List.of(Dependency.onLogLine("api", UP))).build();
    fixture.register(web);
    assertEquals(
        List.of(new ProcessEffect.WatchLine(1, 1, UP)),
        fixture.last(ProcessEffect.WatchLine.class));
  }

  @Test
  void logLine_ofAProcessThatEndedWithoutIt_isSaid() {
    webNeedsLineOfApi();
    fixture.start("web");
    fixture.spawned("api");
    fixture.exits("api", 0);
    assertEquals("needs api", fixture.label("web"));
    assertTrue(
        fixture
            .notes()
            .contains(
                "not started: dependency api exited without a line that matches accepts"
                    + " connections; starts when api is available"),
        () -> fixture.notes().toString());
  }
}
