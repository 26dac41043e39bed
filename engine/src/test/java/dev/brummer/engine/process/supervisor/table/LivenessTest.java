package dev.brummer.engine.process.supervisor.table;

import static dev.brummer.engine.process.supervisor.table.ProcessTableFixture.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Loss and return of readiness while the process runs.
final class LivenessTest {
  private static final ReadinessProbe HEALTH =
      new ReadinessProbe.Http(URI.create("http://localhost:3000/health"));

  private final ProcessTableFixture fixture = new ProcessTableFixture();

  private void running(ReadinessProbe ready) {
    fixture.register(spec("web").toBuilder().readiness(ready).build());
    fixture.start("web");
    fixture.spawned("web");
  }

  private void confirmDown() {
    fixture.timerFires(ProcessCommand.TimerPurpose.CONFIRM_DOWN);
  }

  private void observed(String evidence) {
    fixture.step(new ProcessCommand.ReadinessObserved(1, 1, evidence));
  }

  private void lost(String reason) {
    fixture.step(new ProcessCommand.ReadinessLost(1, 1, reason));
  }

  private void url(String url) {
    fixture.step(new ProcessCommand.UrlPrinted(1, url));
  }

  private String shown() {
    return fixture.info("web").describeState(fixture.now());
  }

  @Test
  void serverThatDies_isDown_sinceItWentAway_andReadyAgain() {
    running(ReadinessProbe.INFERRED);
    fixture.ports("web", 3000);
    fixture.ports("web");
    assertEquals("ready", fixture.label("web"));
    confirmDown();
    assertEquals(new ProcessState.Down("nothing listens on :3000"), fixture.info("web").state());
    assertEquals(List.of("down: nothing listens on :3000"), fixture.notes());
    fixture.later(11_000);
    assertEquals("down: nothing listens on :3000 since 12 s", shown());
    fixture.ports("web", 3000);
    assertEquals("ready", shown());
    assertEquals(List.of("ready again: listens on :3000"), fixture.notes());
  }

  @Test
  void serverThatRestartsAtOnce_isNeverDown() {
    running(ReadinessProbe.INFERRED);
    fixture.ports("web", 3000);
    fixture.ports("web");
    ProcessEffect.StartTimer timer = fixture.last(ProcessEffect.StartTimer.class).getFirst();
    fixture.ports("web", 3000);
    fixture.later(timer.millis());
    fixture.step(new ProcessCommand.TimerFired(1, timer.stateVersion(), timer.purpose()));
    assertEquals("ready", shown());
  }

  @Test
  void secondLoss_getsItsOwnTime() {
    running(ReadinessProbe.INFERRED);
    fixture.ports("web", 3000);
    fixture.ports("web");
    ProcessEffect.StartTimer first = fixture.last(ProcessEffect.StartTimer.class).getFirst();
    fixture.later(900);
    fixture.ports("web", 3000);
    fixture.ports("web");
    fixture.later(100);
    fixture.step(new ProcessCommand.TimerFired(1, first.stateVersion(), first.purpose()));
    assertEquals("ready", shown());
    confirmDown();
    assertEquals("down", fixture.label("web"));
  }

  @Test
  void inspectorOfASupervisor_doesNotKeepAServerWithAUrlReady() {
    running(ReadinessProbe.INFERRED);
    fixture.ports("web", 3000, 9229);
    url("http://localhost:3000");
    fixture.ports("web", 9229);
    confirmDown();
    assertEquals(new ProcessState.Down("nothing listens on :3000"), fixture.info("web").state());
  }

  @Test
  void oneOfTwoServers_staysReady_andSaysWhichIsGone() {
    running(ReadinessProbe.INFERRED);
    fixture.ports("web", 3000, 5173);
    url("http://localhost:3000");
    url("http://localhost:5173");
    fixture.ports("web", 5173);
    assertEquals(
        new ProcessState.Ready("listens on :5173, no longer on :3000"),
        fixture.info("web").state());
    fixture.ports("web");
    confirmDown();
    assertEquals(
        new ProcessState.Down("nothing listens on :3000, :5173"), fixture.info("web").state());
  }

  @Test
  void serverThatMovesToAnotherPort_isReady() {
    running(ReadinessProbe.INFERRED);
    fixture.ports("web", 5173);
    fixture.ports("web", 5174);
    assertEquals(new ProcessState.Ready("listens on :5174"), fixture.info("web").state());
  }

  @Test
  void listeningInPassing_isNoServer() {
    running(ReadinessProbe.INFERRED);
    fixture.ports("web", 40_123);
    fixture.ports("web");
    confirmDown();
    assertEquals("running", fixture.label("web"));
  }

  @Test
  void declaredPort_isWatched() {
    running(new ReadinessProbe.Port(3000));
    fixture.ports("web", 3000, 3001);
    fixture.ports("web", 3001);
    confirmDown();
    assertEquals(new ProcessState.Down("nothing listens on :3000"), fixture.info("web").state());
  }

  @Test
  void declaredHttp_isRepeated_andDownWhenItFails() {
    running(HEALTH);
    observed("http://localhost:3000/health returned 200");
    assertEquals(
        List.of(new ProcessEffect.WatchReadiness(1, 1, HEALTH)),
        fixture.last(ProcessEffect.WatchReadiness.class));
    lost("http://localhost:3000/health returned 503");
    confirmDown();
    assertEquals(
        new ProcessState.Down("http://localhost:3000/health returned 503"),
        fixture.info("web").state());
    observed("http://localhost:3000/health returned 200");
    assertEquals("ready", fixture.label("web"));
    assertEquals(List.of(), fixture.last(ProcessEffect.WatchReadiness.class));
  }

  @Test
  void declaredHttp_isDownAsSoonAsItsPortIsClosed_andReadyOnlyAfterAResponse() {
    running(HEALTH);
    fixture.ports("web", 3000);
    observed("http://localhost:3000/health returned 200");
    fixture.ports("web");
    confirmDown();
    assertEquals(new ProcessState.Down("nothing listens on :3000"), fixture.info("web").state());
    fixture.ports("web", 3000);
    assertEquals("down", fixture.label("web"));
    assertEquals(1, fixture.last(ProcessEffect.RepeatProbe.class).size());
    observed("http://localhost:3000/health returned 200");
    assertEquals("ready", fixture.label("web"));
  }

  @Test
  void declaredLog_isDownWithTheServerItHasAUrlOf_only() {
    running(new ReadinessProbe.Log(Pattern.compile("up")));
    fixture.ports("web", 3000);
    observed("printed \"up\"");
    fixture.ports("web");
    assertEquals(List.of(), fixture.last(ProcessEffect.StartTimer.class));
    fixture.ports("web", 3000);
    url("http://localhost:3000");
    fixture.ports("web");
    confirmDown();
    assertEquals("down", fixture.label("web"));
  }

  @Test
  void urlOfAContainer_isWatched() {
    running(ReadinessProbe.INFERRED);
    url("http://localhost:3000");
    observed("http://localhost:3000 accepts connections");
    assertEquals(
        List.of(new ProcessEffect.WatchUrl(1, 1, "http://localhost:3000")),
        fixture.last(ProcessEffect.WatchUrl.class));
    lost("http://localhost:3000 accepts no connections");
    confirmDown();
    assertEquals(
        new ProcessState.Down("http://localhost:3000 accepts no connections"),
        fixture.info("web").state());
  }

  @Test
  void pausedServer_keepsItsState() {
    running(ReadinessProbe.INFERRED);
    fixture.ports("web", 3000);
    fixture.ports("web");
    confirmDown();
    sampled(true);
    assertEquals("paused", fixture.label("web"));
    sampled(false);
    assertEquals("down", fixture.label("web"));
    sampled(true);
    fixture.ports("web", 3000);
    sampled(false);
    assertEquals("ready", fixture.label("web"));
  }

  private void sampled(boolean paused) {
    fixture.step(
        new ProcessCommand.Sampled(
            1, 1, dev.brummer.engine.process.ProcessInfo.Resources.NONE, paused));
  }

  @Test
  void dependency_thatIsDown_isWaitedFor() {
    Dependency onWeb = new Dependency("web", Dependency.Condition.READY);
    fixture.register(spec("web"), spec("api").toBuilder().dependsOn(List.of(onWeb)).build());
    fixture.start("web");
    fixture.spawned("web");
    fixture.ports("web", 3000);
    fixture.ports("web");
    confirmDown();
    fixture.start("api");
    assertEquals("wait web", fixture.label("api"));
    fixture.ports("web", 3000);
    assertEquals(List.of("api"), fixture.starts());
  }

  @Test
  void downProcess_isStoppedAndRestartedLikeAnyOther() {
    running(ReadinessProbe.INFERRED);
    fixture.ports("web", 3000);
    fixture.ports("web");
    confirmDown();
    fixture.stop("web");
    assertInstanceOf(ProcessState.Stopping.class, fixture.info("web").state());
    assertEquals(List.of("web"), fixture.signalled());
    fixture.completeStop("web");
    assertEquals("stopped", fixture.label("web"));
  }

  @Test
  void observationsOfAnEarlierRun_areLate() {
    running(ReadinessProbe.INFERRED);
    fixture.ports("web", 3000);
    fixture.exits("web", 0);
    fixture.start("web");
    fixture.spawned("web");
    fixture.step(new ProcessCommand.ReadinessLost(1, 1, "of the first run"));
    fixture.step(new ProcessCommand.PortsChanged(1, 2, List.of()));
    assertEquals("running", fixture.label("web"));
    assertEquals(List.of(), fixture.lastEvents(Event.ProcessChanged.class));
  }
}
