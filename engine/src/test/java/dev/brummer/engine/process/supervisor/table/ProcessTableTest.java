package dev.brummer.engine.process.supervisor.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ProcessTableTest {
  private final ProcessTable table = new ProcessTable();
  private long now = 1_000;

  ProcessTableTest() {
    table.step(new ProcessCommand.Register(1, spec("web")), now);
  }

  private static ProcessSpec spec(String name) {
    return new ProcessSpec(
        name, "", List.of("run", name), Path.of("/"), Map.of(), true, Duration.ofSeconds(10));
  }

  private List<ProcessEffect> step(ProcessCommand command) {
    return table.step(command, ++now);
  }

  private ProcessInfo web() {
    return table.infos().getFirst();
  }

  private void running() {
    step(new ProcessCommand.Start(1));
    step(new ProcessCommand.Spawned(1, 1, 4121));
  }

  private static <T extends ProcessEffect> List<T> only(
      Class<T> type, List<ProcessEffect> effects) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static <T extends Event> List<T> events(Class<T> type, List<ProcessEffect> effects) {
    return only(ProcessEffect.Publish.class, effects).stream()
        .map(ProcessEffect.Publish::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static int turn(List<ProcessEffect> effects) {
    return only(ProcessEffect.FindTree.class, effects).getFirst().stateVersion();
  }

  private ProcessCommand.TreeFound found(int turn, String... members) {
    return new ProcessCommand.TreeFound(1, turn, LinuxSignals.KILL, false, List.of(members));
  }

  @Test
  void start_spawnsOnce() {
    assertEquals(1, only(ProcessEffect.Spawn.class, step(new ProcessCommand.Start(1))).size());
    assertEquals(List.of(), step(new ProcessCommand.Start(1)));
  }

  @Test
  void spawned_isStartedBeforeItIsRead() {
    step(new ProcessCommand.Start(1));
    List<ProcessEffect> effects = step(new ProcessCommand.Spawned(1, 1, 4121));
    assertEquals(4121, events(Event.ProcessStarted.class, effects).getFirst().pid());
    assertEquals(new ProcessEffect.StartReading(1, 1), effects.getLast());
    assertEquals("running", web().state().label());
  }

  @Test
  void notSpawned_failsWithItsSentence() {
    step(new ProcessCommand.Start(1));
    List<ProcessEffect> effects =
        step(new ProcessCommand.SpawnFailed(1, 1, "not found", "no such thing"));
    assertEquals("no such thing", events(Event.ProcessChanged.class, effects).getFirst().cause());
    assertEquals(new ProcessState.Failed("not found", 127, 0), web().state());
  }

  @Test
  void exit_isPublishedAfterTheState_andReaped() {
    running();
    List<ProcessEffect> effects = step(new ProcessCommand.Exited(1, 1, 2, 0));
    assertEquals(2, events(Event.ProcessExited.class, effects).getFirst().code());
    assertEquals(List.of(new ProcessEffect.Reap(1, 1)), only(ProcessEffect.Reap.class, effects));
    assertEquals(new ProcessState.Failed("exit 2", 2, 0), web().state());
  }

  @Test
  void stop_givesItsGrace_andAsksTheTree() {
    running();
    List<ProcessEffect> effects = step(new ProcessCommand.Stop(1));
    assertEquals(
        List.of(new ProcessEffect.Signal(1, LinuxSignals.TERM)),
        only(ProcessEffect.Signal.class, effects));
    assertEquals(10_000, only(ProcessEffect.StartTimer.class, effects).getFirst().millis());
    assertEquals(new ProcessState.Stopping("SIGTERM", now + 10_000), web().state());
  }

  @Test
  void stopping_endsOnlyWhenNothingOfTheTreeIsLeft() {
    running();
    step(new ProcessCommand.Stop(1));
    int turn = turn(step(new ProcessCommand.Exited(1, 1, 143, 15)));
    List<ProcessEffect> effects = step(found(turn, "sleep (pid 5)"));
    assertInstanceOf(ProcessState.Stopping.class, web().state());
    assertEquals(
        ProcessCommand.TimerPurpose.POLL_TREE,
        only(ProcessEffect.StartTimer.class, effects).getFirst().purpose());
    step(found(turn));
    assertEquals(new ProcessState.Stopped(143, 15), web().state());
  }

  @Test
  void stop_whoseGraceIsOver_kills() {
    running();
    int turn =
        only(ProcessEffect.StartTimer.class, step(new ProcessCommand.Stop(1)))
            .getFirst()
            .stateVersion();
    List<ProcessEffect> effects =
        step(new ProcessCommand.TimerFired(1, turn, ProcessCommand.TimerPurpose.DEADLINE));
    assertEquals(
        List.of(new ProcessEffect.Signal(1, LinuxSignals.KILL)),
        only(ProcessEffect.Signal.class, effects));
    assertEquals("SIGKILL", ((ProcessState.Stopping) web().state()).signal());
  }

  @Test
  void timer_ofAnEarlierTurn_isLate() {
    running();
    int turn =
        only(ProcessEffect.StartTimer.class, step(new ProcessCommand.Stop(1)))
            .getFirst()
            .stateVersion();
    int version = turn(step(new ProcessCommand.Exited(1, 1, 0, 0)));
    step(found(version));
    step(new ProcessCommand.Start(1));
    step(new ProcessCommand.Spawned(1, 2, 4122));
    assertEquals(
        List.of(),
        step(new ProcessCommand.TimerFired(1, turn, ProcessCommand.TimerPurpose.DEADLINE)));
    assertEquals("running", web().state().label());
  }

  @Test
  void exit_ofAnEarlierStart_isOnlyReaped() {
    running();
    step(new ProcessCommand.Exited(1, 1, 0, 0));
    step(new ProcessCommand.Start(1));
    step(new ProcessCommand.Spawned(1, 2, 4122));
    assertEquals(
        List.of(new ProcessEffect.Reap(1, 1)), step(new ProcessCommand.Exited(1, 1, 0, 0)));
    assertEquals("running", web().state().label());
  }

  @Test
  void unkillable_isNamed_andGivenUp() {
    running();
    int turn =
        only(ProcessEffect.StartTimer.class, step(new ProcessCommand.Kill(1)))
            .getFirst()
            .stateVersion();
    step(new ProcessCommand.TimerFired(1, turn, ProcessCommand.TimerPurpose.DEADLINE));
    List<ProcessEffect> effects = step(found(turn, "dd (pid 4121)"));
    assertEquals(
        "web: processes survived SIGKILL: dd (pid 4121)",
        events(Event.Notice.class, effects).getFirst().text());
    assertEquals(new ProcessState.Failed("cannot be killed", 137, 9), web().state());
  }

  @Test
  void restart_waitsForTheEnd() {
    running();
    assertEquals(List.of(), only(ProcessEffect.Spawn.class, step(new ProcessCommand.Restart(1))));
    int turn = turn(step(new ProcessCommand.Exited(1, 1, 143, 15)));
    assertEquals(2, only(ProcessEffect.Spawn.class, step(found(turn))).getFirst().runNumber());
  }

  @Test
  void variable_appliesToTheNextStart() {
    running();
    assertEquals(List.of(), step(new ProcessCommand.SetVariable(1, "PORT", "40001")));
    step(new ProcessCommand.Exited(1, 1, 0, 0));
    List<ProcessEffect> effects = step(new ProcessCommand.Start(1));
    ProcessSpec started = only(ProcessEffect.Spawn.class, effects).getFirst().spec();
    assertEquals("40001", started.environment().get("PORT"));
    assertEquals(null, web().spec().environment().get("PORT"));
  }

  @Test
  void stop_callsOffARestart() {
    running();
    step(new ProcessCommand.Restart(1));
    step(new ProcessCommand.Stop(1));
    int turn = turn(step(new ProcessCommand.Exited(1, 1, 143, 15)));
    assertEquals(List.of(), only(ProcessEffect.Spawn.class, step(found(turn))));
    assertEquals("stopped", web().state().label());
  }

  @Test
  void stop_ofTheEnded_endsWhatItLeft_andKeepsItsState() {
    running();
    step(new ProcessCommand.Exited(1, 1, 1, 0));
    ProcessEffect.FindTree scan =
        only(ProcessEffect.FindTree.class, step(new ProcessCommand.Stop(1))).getFirst();
    step(
        new ProcessCommand.TreeFound(
            1, scan.stateVersion(), scan.signal(), false, List.of("vite (pid 9)")));
    assertEquals("stopping", web().state().label());
    step(found(scan.stateVersion() + 1));
    assertEquals(new ProcessState.Failed("exit 1", 1, 0), web().state());
  }

  @Test
  void listening_isReady_andSaysWhy() {
    running();
    step(new ProcessCommand.PortsChanged(1, 1, List.of(5173)));
    assertEquals(new ProcessState.Ready("listens on :5173"), web().state());
    assertEquals(List.of(5173), web().ports());
  }

  @Test
  void shutDown_isOver_whenNothingLives() {
    running();
    step(new ProcessCommand.ShutDown());
    assertFalse(table.isShutDown());
    step(found(turn(step(new ProcessCommand.Exited(1, 1, 0, 0)))));
    assertTrue(table.isShutDown());
    assertEquals(List.of(), step(new ProcessCommand.Start(1)));
  }

  /// Random commands, exits, results and timers, including late ones. The invariants are checked
  /// after each step, and finally everything can be stopped.
  @Test
  void anyOrder_keepsTheInvariants() {
    for (int seed = 0; seed < 300; seed++) {
      new RandomizedWorld(new Random(seed)).run();
    }
  }
}
