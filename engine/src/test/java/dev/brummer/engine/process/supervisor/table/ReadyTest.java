package dev.brummer.engine.process.supervisor.table;

import static dev.brummer.engine.process.supervisor.table.TableRig.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.Readiness;
import dev.brummer.engine.process.Signals;
import dev.brummer.engine.process.StopPolicy;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ReadyTest {
  private final TableRig rig = new TableRig();

  private void running(Readiness ready) {
    rig.define(spec("web").withReady(ready), spec("api"));
    rig.start("web");
    rig.spawned("web");
  }

  private void shown(String evidence) {
    rig.step(new Command.Shown(1, 1, evidence));
  }

  @Test
  void port_isReadyOnlyOnThatPort() {
    running(new Readiness.Port(3000));
    rig.listens("web", 3001);
    assertEquals("running", rig.word("web"));
    rig.listens("web", 3000);
    assertEquals(new ProcessState.Ready("listens on :3000"), rig.info("web").state());
  }

  @Test
  void http_isTriedFromTheStart_andListeningIsNotEnough() {
    Readiness.Http http = new Readiness.Http(URI.create("http://localhost:3000/health"));
    running(http);
    assertEquals(List.of(new Effect.Probe(1, 1, http)), rig.last(Effect.Probe.class));
    rig.listens("web", 3000);
    assertEquals("running", rig.word("web"));
    shown("http://localhost:3000/health answers 200");
    assertEquals("ready", rig.word("web"));
  }

  @Test
  void log_listeningIsNotEnough() {
    running(new Readiness.Log(Pattern.compile("compiled")));
    rig.listens("web", 3000);
    assertEquals("running", rig.word("web"));
    shown("printed \"compiled\"");
    assertEquals(new ProcessState.Ready("printed \"compiled\""), rig.info("web").state());
  }

  @Test
  void evidenceOfAnEarlierStart_isLate() {
    running(Readiness.INFERRED);
    rig.exits("web", 0);
    rig.start("web");
    rig.spawned("web");
    shown("of the first start");
    assertEquals("running", rig.word("web"));
  }

  @Test
  void printedUrl_isTried_once() {
    running(Readiness.INFERRED);
    rig.step(new Command.Printed(1, "http://localhost:3000/"));
    assertEquals(1, rig.last(Effect.Reach.class).size());
    rig.step(new Command.Printed(1, "http://localhost:3001/"));
    assertEquals(0, rig.last(Effect.Reach.class).size());
  }

  @Test
  void printedUrl_whereAnotherOfOursListens_isNotTried() {
    running(Readiness.INFERRED);
    rig.start("api");
    rig.spawned("api");
    rig.listens("api", 3000);
    rig.step(new Command.Printed(1, "http://localhost:3000/"));
    assertEquals(0, rig.last(Effect.Reach.class).size());
  }

  @Test
  void paused_andContinued_isWhatItWas() {
    running(Readiness.INFERRED);
    rig.listens("web", 3000);
    sampled(true);
    assertEquals("paused", rig.word("web"));
    assertTrue(rig.info("web").state().alive());
    sampled(false);
    assertEquals("ready", rig.word("web"));
  }

  @Test
  void paused_becomesReadyMeanwhile() {
    running(Readiness.INFERRED);
    sampled(true);
    rig.listens("web", 3000);
    assertEquals("paused", rig.word("web"));
    sampled(false);
    assertEquals("ready", rig.word("web"));
  }

  private void sampled(boolean paused) {
    rig.step(new Command.Sampled(1, 1, ProcessInfo.Resources.NONE, paused));
  }

  @Test
  void stopCommand_runsFirst_thenTheSignal() {
    StopPolicy stop = new StopPolicy(2, List.of("docker", "stop"), ProcessSpec.GRACE);
    rig.define(spec("db").withStop(stop));
    rig.start("db");
    rig.spawned("db");
    rig.stop("db");
    Effect.RunStop run = rig.last(Effect.RunStop.class).getFirst();
    assertEquals(List.of(), rig.signalled());
    rig.step(new Command.StopCommandEnded(1, run.turn(), ""));
    assertEquals(List.of(new Effect.Signal(1, 2)), rig.last(Effect.Signal.class));
  }

  @Test
  void stopCommand_thatTakesTooLong_isNotWaitedFor() {
    StopPolicy stop = new StopPolicy(2, List.of("docker", "stop"), ProcessSpec.GRACE);
    rig.define(spec("db").withStop(stop));
    rig.start("db");
    rig.spawned("db");
    rig.stop("db");
    rig.elapses(Command.Wait.DEADLINE);
    assertEquals(List.of(new Effect.Signal(1, Signals.KILL)), rig.last(Effect.Signal.class));
  }

  @Test
  void infos_areTheSameList_asLongAsNothingChanges() {
    running(Readiness.INFERRED);
    List<ProcessInfo> before = rig.table.infos();
    rig.step(new Command.Input(1, new byte[] {1}));
    assertTrue(before == rig.table.infos());
    rig.listens("web", 3000);
    assertTrue(before != rig.table.infos());
    assertTrue(before.get(1) == rig.table.infos().get(1));
  }
}
