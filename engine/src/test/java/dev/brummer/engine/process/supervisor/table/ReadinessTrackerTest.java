package dev.brummer.engine.process.supervisor.table;

import static dev.brummer.engine.process.supervisor.table.ProcessTableFixture.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.StopPolicy;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ReadinessTrackerTest {
  private final ProcessTableFixture fixture = new ProcessTableFixture();

  private void running(ReadinessProbe ready) {
    fixture.register(spec("web").toBuilder().readiness(ready).build(), spec("api"));
    fixture.start("web");
    fixture.spawned("web");
  }

  private void observed(String evidence) {
    fixture.step(new ProcessCommand.ReadinessObserved(1, 1, evidence));
  }

  @Test
  void port_isReadyOnlyOnThatPort() {
    running(new ReadinessProbe.Port(3000));
    fixture.listens("web", 3001);
    assertEquals("running", fixture.label("web"));
    fixture.listens("web", 3000);
    assertEquals(new ProcessState.Ready("listens on :3000"), fixture.info("web").state());
  }

  @Test
  void http_isTriedFromTheStart_andListeningIsNotEnough() {
    ReadinessProbe.Http http = new ReadinessProbe.Http(URI.create("http://localhost:3000/health"));
    running(http);
    assertEquals(
        List.of(new ProcessEffect.RunProbe(1, 1, http)),
        fixture.last(ProcessEffect.RunProbe.class));
    fixture.listens("web", 3000);
    assertEquals("running", fixture.label("web"));
    observed("http://localhost:3000/health returned 200");
    assertEquals("ready", fixture.label("web"));
  }

  @Test
  void log_listeningIsNotEnough() {
    running(new ReadinessProbe.Log(Pattern.compile("compiled")));
    fixture.listens("web", 3000);
    assertEquals("running", fixture.label("web"));
    observed("printed \"compiled\"");
    assertEquals(new ProcessState.Ready("printed \"compiled\""), fixture.info("web").state());
  }

  @Test
  void evidenceOfAnEarlierStart_isLate() {
    running(ReadinessProbe.INFERRED);
    fixture.exits("web", 0);
    fixture.start("web");
    fixture.spawned("web");
    observed("of the first start");
    assertEquals("running", fixture.label("web"));
  }

  @Test
  void printedUrl_isTried_once() {
    running(ReadinessProbe.INFERRED);
    fixture.step(new ProcessCommand.UrlPrinted(1, "http://localhost:3000/"));
    assertEquals(1, fixture.last(ProcessEffect.ProbeUrl.class).size());
    fixture.step(new ProcessCommand.UrlPrinted(1, "http://localhost:3001/"));
    assertEquals(0, fixture.last(ProcessEffect.ProbeUrl.class).size());
  }

  @Test
  void printedUrl_whereAnotherOfOursListens_isNotTried() {
    running(ReadinessProbe.INFERRED);
    fixture.start("api");
    fixture.spawned("api");
    fixture.listens("api", 3000);
    fixture.step(new ProcessCommand.UrlPrinted(1, "http://localhost:3000/"));
    assertEquals(0, fixture.last(ProcessEffect.ProbeUrl.class).size());
  }

  @Test
  void paused_andContinued_isWhatItWas() {
    running(ReadinessProbe.INFERRED);
    fixture.listens("web", 3000);
    sampled(true);
    assertEquals("paused", fixture.label("web"));
    assertTrue(fixture.info("web").state().alive());
    sampled(false);
    assertEquals("ready", fixture.label("web"));
  }

  @Test
  void paused_becomesReadyMeanwhile() {
    running(ReadinessProbe.INFERRED);
    sampled(true);
    fixture.listens("web", 3000);
    assertEquals("paused", fixture.label("web"));
    sampled(false);
    assertEquals("ready", fixture.label("web"));
  }

  private void sampled(boolean paused) {
    fixture.step(new ProcessCommand.Sampled(1, 1, ProcessInfo.Resources.NONE, paused));
  }

  @Test
  void stopCommand_runsFirst_thenTheSignal() {
    StopPolicy stop = new StopPolicy(2, List.of("docker", "stop"), ProcessSpec.DEFAULT_GRACE);
    fixture.register(spec("db").toBuilder().stop(stop).build());
    fixture.start("db");
    fixture.spawned("db");
    fixture.stop("db");
    ProcessEffect.RunStop run = fixture.last(ProcessEffect.RunStop.class).getFirst();
    assertEquals(List.of(), fixture.signalled());
    fixture.step(new ProcessCommand.StopCommandEnded(1, run.stateVersion(), ""));
    assertEquals(List.of(new ProcessEffect.Signal(1, 2)), fixture.last(ProcessEffect.Signal.class));
  }

  @Test
  void stopCommand_thatTakesTooLong_isNotWaitedFor() {
    StopPolicy stop = new StopPolicy(2, List.of("docker", "stop"), ProcessSpec.DEFAULT_GRACE);
    fixture.register(spec("db").toBuilder().stop(stop).build());
    fixture.start("db");
    fixture.spawned("db");
    fixture.stop("db");
    fixture.timerFires(ProcessCommand.TimerPurpose.DEADLINE);
    assertEquals(
        List.of(new ProcessEffect.Signal(1, LinuxSignals.KILL)),
        fixture.last(ProcessEffect.Signal.class));
  }

  @Test
  void infos_areTheSameList_asLongAsNothingChanges() {
    running(ReadinessProbe.INFERRED);
    List<ProcessInfo> before = fixture.table.infos();
    fixture.step(new ProcessCommand.Input(1, new byte[] {1}));
    assertTrue(before == fixture.table.infos());
    fixture.listens("web", 3000);
    assertTrue(before != fixture.table.infos());
    assertTrue(before.get(1) == fixture.table.infos().get(1));
  }
}
