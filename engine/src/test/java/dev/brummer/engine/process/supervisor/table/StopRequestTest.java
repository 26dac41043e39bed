package dev.brummer.engine.process.supervisor.table;

import static dev.brummer.engine.process.supervisor.table.ProcessTableFixture.spec;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.StopPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How a process is asked to end: input, stop command, signals.
final class StopRequestTest {
  private static final Duration GRACE = Duration.ofSeconds(4);

  private final ProcessTableFixture fixture = new ProcessTableFixture();

  private void running(StopPolicy stop) {
    fixture.register(spec("web").toBuilder().stop(stop).build());
    fixture.start("web");
    fixture.spawned("web");
  }

  private void assertWritten(String text) {
    ProcessEffect.WriteInput written = fixture.last(ProcessEffect.WriteInput.class).getFirst();
    assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), written.bytes());
  }

  @Test
  void input_isWrittenInsteadOfASignal_andSigkillFollowsAfterTheGrace() {
    running(StopPolicy.term(GRACE).withInput("q"));
    fixture.stop("web");
    assertWritten("q");
    assertEquals(List.of(), fixture.signalled());
    assertEquals(
        new ProcessState.Stopping("input \"q\"", fixture.now() + 4_000),
        fixture.info("web").state());
    assertEquals(
        List.of(4_000L),
        fixture.last(ProcessEffect.StartTimer.class).stream()
            .map(ProcessEffect.StartTimer::millis)
            .toList());
    fixture.timerFires(ProcessCommand.TimerPurpose.DEADLINE);
    assertEquals(
        List.of(new ProcessEffect.Signal(1, LinuxSignals.KILL)),
        fixture.last(ProcessEffect.Signal.class));
  }

  @Test
  void input_followsTheStopCommand() {
    running(new StopPolicy(2, List.of("down"), GRACE, "exit\n", false));
    fixture.stop("web");
    assertEquals(List.of(), fixture.last(ProcessEffect.WriteInput.class));
    ProcessEffect.RunStop run = fixture.last(ProcessEffect.RunStop.class).getFirst();
    fixture.step(new ProcessCommand.StopCommandEnded(1, run.stateVersion(), ""));
    assertWritten("exit\n");
    assertEquals(List.of(), fixture.signalled());
  }

  @Test
  void input_ofASuspendedProcess_isReadBecauseItIsResumed() {
    running(StopPolicy.term(GRACE).withInput("q"));
    fixture.step(new ProcessCommand.Sampled(1, 1, ProcessInfo.Resources.NONE, true));
    fixture.stop("web");
    assertEquals(
        List.of(new ProcessEffect.Signal(1, LinuxSignals.CONT)),
        fixture.last(ProcessEffect.Signal.class));
    assertWritten("q");
  }

  @Test
  void kill_needsNoInput() {
    running(StopPolicy.term(GRACE).withInput("q"));
    fixture.step(new ProcessCommand.Kill(1));
    assertEquals(List.of(), fixture.last(ProcessEffect.WriteInput.class));
    assertEquals(List.of("web"), fixture.signalled());
  }

  @Test
  void orphansOfAnExitedProcess_getASignal() {
    running(StopPolicy.term(GRACE).withInput("q").withLeaderOnly(true));
    fixture.exits("web", 0);
    fixture.stop("web");
    ProcessEffect.FindTree scan = fixture.last(ProcessEffect.FindTree.class).getFirst();
    fixture.step(
        new ProcessCommand.TreeFound(
            1, scan.stateVersion(), scan.signal(), scan.restart(), List.of("x (pid 9)")));
    assertEquals(
        List.of(new ProcessEffect.Signal(1, LinuxSignals.TERM)),
        fixture.last(ProcessEffect.Signal.class));
  }

  @Test
  void leaderOnly_signalsTheChild_andKillsTheRestAfterTheGrace() {
    running(StopPolicy.term(GRACE).withLeaderOnly(true));
    fixture.stop("web");
    ProcessEffect.StartTimer deadline = fixture.last(ProcessEffect.StartTimer.class).getFirst();
    assertEquals(
        List.of(new ProcessEffect.Signal(1, LinuxSignals.TERM, true)),
        fixture.last(ProcessEffect.Signal.class));
    fixture.exits("web", 0);
    ProcessEffect.FindTree scan = fixture.last(ProcessEffect.FindTree.class).getFirst();
    fixture.step(
        new ProcessCommand.TreeFound(
            1, scan.stateVersion(), scan.signal(), scan.restart(), List.of("x (pid 9)")));
    assertEquals(List.of(), fixture.signalled());
    fixture.step(new ProcessCommand.TimerFired(1, deadline.stateVersion(), deadline.purpose()));
    assertEquals(
        List.of(new ProcessEffect.Signal(1, LinuxSignals.KILL)),
        fixture.last(ProcessEffect.Signal.class));
  }

  @Test
  void probes_endWithTheRequest_becauseTheirCommandsBelongToTheTree() {
    running(StopPolicy.term(GRACE));
    fixture.stop("web");
    assertEquals(
        List.of(new ProcessEffect.CancelProbes(1, 1)),
        fixture.last(ProcessEffect.CancelProbes.class));
  }
}
