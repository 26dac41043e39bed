package dev.brummer.engine.process.supervisor.table;

import static dev.brummer.engine.process.supervisor.table.ProcessTableFixture.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.Signals;
import dev.brummer.engine.process.StopPolicy;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ReadinessTrackerTest {
  private final ProcessTableFixture rig = new ProcessTableFixture();

  private void running(ReadinessProbe ready) {
    rig.register(spec("web").withReady(ready), spec("api"));
    rig.start("web");
    rig.spawned("web");
  }

  private void observed(String evidence) {
    rig.step(new ProcessCommand.ReadinessObserved(1, 1, evidence));
  }

  @Test
  void port_isReadyOnlyOnThatPort() {
    running(new ReadinessProbe.Port(3000));
    rig.listens("web", 3001);
    assertEquals("running", rig.label("web"));
    rig.listens("web", 3000);
    assertEquals(new ProcessState.Ready("listens on :3000"), rig.info("web").state());
  }

  @Test
  void http_isTriedFromTheStart_andListeningIsNotEnough() {
    ReadinessProbe.Http http = new ReadinessProbe.Http(URI.create("http://localhost:3000/health"));
    running(http);
    assertEquals(
        List.of(new ProcessEffect.RunProbe(1, 1, http)), rig.last(ProcessEffect.RunProbe.class));
    rig.listens("web", 3000);
    assertEquals("running", rig.label("web"));
    observed("http://localhost:3000/health answers 200");
    assertEquals("ready", rig.label("web"));
  }

  @Test
  void log_listeningIsNotEnough() {
    running(new ReadinessProbe.Log(Pattern.compile("compiled")));
    rig.listens("web", 3000);
    assertEquals("running", rig.label("web"));
    observed("printed \"compiled\"");
    assertEquals(new ProcessState.Ready("printed \"compiled\""), rig.info("web").state());
  }

  @Test
  void evidenceOfAnEarlierStart_isLate() {
    running(ReadinessProbe.INFERRED);
    rig.exits("web", 0);
    rig.start("web");
    rig.spawned("web");
    observed("of the first start");
    assertEquals("running", rig.label("web"));
  }

  @Test
  void printedUrl_isTried_once() {
    running(ReadinessProbe.INFERRED);
    rig.step(new ProcessCommand.UrlPrinted(1, "http://localhost:3000/"));
    assertEquals(1, rig.last(ProcessEffect.ProbeUrl.class).size());
    rig.step(new ProcessCommand.UrlPrinted(1, "http://localhost:3001/"));
    assertEquals(0, rig.last(ProcessEffect.ProbeUrl.class).size());
  }

  @Test
  void printedUrl_whereAnotherOfOursListens_isNotTried() {
    running(ReadinessProbe.INFERRED);
    rig.start("api");
    rig.spawned("api");
    rig.listens("api", 3000);
    rig.step(new ProcessCommand.UrlPrinted(1, "http://localhost:3000/"));
    assertEquals(0, rig.last(ProcessEffect.ProbeUrl.class).size());
  }

  @Test
  void paused_andContinued_isWhatItWas() {
    running(ReadinessProbe.INFERRED);
    rig.listens("web", 3000);
    sampled(true);
    assertEquals("paused", rig.label("web"));
    assertTrue(rig.info("web").state().alive());
    sampled(false);
    assertEquals("ready", rig.label("web"));
  }

  @Test
  void paused_becomesReadyMeanwhile() {
    running(ReadinessProbe.INFERRED);
    sampled(true);
    rig.listens("web", 3000);
    assertEquals("paused", rig.label("web"));
    sampled(false);
    assertEquals("ready", rig.label("web"));
  }

  private void sampled(boolean paused) {
    rig.step(new ProcessCommand.Sampled(1, 1, ProcessInfo.Resources.NONE, paused));
  }

  @Test
  void stopCommand_runsFirst_thenTheSignal() {
    StopPolicy stop = new StopPolicy(2, List.of("docker", "stop"), ProcessSpec.DEFAULT_GRACE);
    rig.register(spec("db").withStop(stop));
    rig.start("db");
    rig.spawned("db");
    rig.stop("db");
    ProcessEffect.RunStop run = rig.last(ProcessEffect.RunStop.class).getFirst();
    assertEquals(List.of(), rig.signalled());
    rig.step(new ProcessCommand.StopCommandEnded(1, run.stateVersion(), ""));
    assertEquals(List.of(new ProcessEffect.Signal(1, 2)), rig.last(ProcessEffect.Signal.class));
  }

  @Test
  void stopCommand_thatTakesTooLong_isNotWaitedFor() {
    StopPolicy stop = new StopPolicy(2, List.of("docker", "stop"), ProcessSpec.DEFAULT_GRACE);
    rig.register(spec("db").withStop(stop));
    rig.start("db");
    rig.spawned("db");
    rig.stop("db");
    rig.timerFires(ProcessCommand.TimerPurpose.DEADLINE);
    assertEquals(
        List.of(new ProcessEffect.Signal(1, Signals.KILL)), rig.last(ProcessEffect.Signal.class));
  }

  @Test
  void infos_areTheSameList_asLongAsNothingChanges() {
    running(ReadinessProbe.INFERRED);
    List<ProcessInfo> before = rig.table.infos();
    rig.step(new ProcessCommand.Input(1, new byte[] {1}));
    assertTrue(before == rig.table.infos());
    rig.listens("web", 3000);
    assertTrue(before != rig.table.infos());
    assertTrue(before.get(1) == rig.table.infos().get(1));
  }
}
