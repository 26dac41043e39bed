package dev.brummer.engine.process.supervisor.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.LivenessPolicy;
import dev.brummer.engine.process.PortIdentity;
import dev.brummer.engine.process.PortProtocol;
import dev.brummer.engine.process.ProbeTiming;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.Schedule;
import dev.brummer.engine.process.StopPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Randomized environment of a [ProcessTable]: children exit late or never and orphan processes;
/// results and timers arrive in any order and sometimes twice.
final class RandomizedWorld {
  private static final int PROCESSES = 4;
  private static final int ATTEMPTS = 3;
  private static final int STEPS = 400;
  private static final Pattern UP = Pattern.compile("up");
  private static final ReadinessProbe EXEC = new ReadinessProbe.Exec(List.of("true"));

  private final Random random;
  private final ProcessTable table = new ProcessTable();
  private final List<ProcessCommand> pending = new ArrayList<>();
  private final List<ProcessCommand> delivered = new ArrayList<>();
  private final Set<String> alive = new HashSet<>();
  private final Set<String> reaped = new HashSet<>();
  private final Set<String> printed = new HashSet<>();
  private final Set<String> exited = new HashSet<>();
  private final Set<String> ended = new HashSet<>();
  private final int[] orphans = new int[PROCESSES + 1];
  private long now;

  RandomizedWorld(Random random) {
    this.random = random;
    for (int id = 1; id <= PROCESSES; id++) {
      step(new ProcessCommand.Register(id, spec(id)));
    }
  }

  /// A process may depend on those with a smaller id.
  private ProcessSpec spec(int id) {
    List<Dependency> needed = new ArrayList<>();
    for (int other = 1; other < id; other++) {
      if (random.nextInt(3) == 0) {
        Condition until = any(Condition.values());
        Pattern line = until == Condition.LOG_LINE ? any(UP, Pattern.compile("done")) : null;
        needed.add(new Dependency("p" + other, until, line));
      }
    }
    Duration moment = Duration.ofMillis(1);
    RestartPolicy restart =
        new RestartPolicy(
                any(RestartPolicy.When.values()), moment, moment, Duration.ofMillis(20), ATTEMPTS)
            .withMinUptime(any(Duration.ZERO, Duration.ofMillis(3)));
    StopPolicy stop =
        new StopPolicy(
            random.nextBoolean() ? 2 : LinuxSignals.TERM,
            random.nextInt(3) == 0 ? List.of("down") : List.of(),
            Duration.ofSeconds(1),
            any("", "", "q"),
            random.nextBoolean());
    ReadinessProbe ready =
        any(
            ReadinessProbe.INFERRED,
            new ReadinessProbe.Port(80),
            new ReadinessProbe.Http(URI.create("http://localhost/")),
            EXEC);
    return new ProcessSpec(
            "p" + id, "", List.of("x"), Path.of("/"), Map.of(), true, Duration.ofSeconds(1))
        .toBuilder()
            .dependsOn(needed)
            .restart(restart)
            .stop(stop)
            .readiness(ready)
            .schedule(schedule())
            .daemon(random.nextInt(3) == 0)
            .liveness(random.nextInt(3) == 0 ? new LivenessPolicy(EXEC, ProbeTiming.DEFAULT) : null)
            .build();
  }

  private @Nullable Schedule schedule() {
    Schedule.Trigger often = new Schedule.Trigger.Every(Duration.ofMillis(5));
    return random.nextInt(4) == 0 ? new Schedule(often, random.nextBoolean()) : null;
  }

  @SafeVarargs
  private <T> T any(T... all) {
    return all[random.nextInt(all.length)];
  }

  void run() {
    for (int i = 0; i < STEPS; i++) {
      step(next());
    }
    step(new ProcessCommand.ShutDown());
    for (int i = 0; i < 10_000 && !table.isShutDown(); i++) {
      step(pending.isEmpty() ? someExit() : pending.removeFirst());
    }
    assertTrue(table.isShutDown(), () -> "still alive: " + table.infos());
    assertNothingIsLeft();
  }

  /// Every child that has exited is reaped, and after its output has ended its streams are closed.
  private void assertNothingIsLeft() {
    while (!pending.isEmpty()) {
      ProcessCommand late = pending.removeFirst();
      if (late instanceof ProcessCommand.Exited || late instanceof ProcessCommand.OutputEnded) {
        step(late);
      }
    }
    assertEquals(exited, reaped);
    assertEquals(reaped, ended);
  }

  private ProcessCommand next() {
    int id = 1 + random.nextInt(PROCESSES);
    return switch (random.nextInt(15)) {
      case 0, 1 -> new ProcessCommand.Start(id);
      case 2 -> new ProcessCommand.Stop(id);
      case 3 -> new ProcessCommand.Kill(id);
      case 4 -> new ProcessCommand.Restart(id);
      case 5 -> rareCommand(id);
      case 6 -> someExit();
      case 7 -> delivered.isEmpty() ? someExit() : delivered.get(random.nextInt(delivered.size()));
      case 8 -> observation(id);
      default -> pending.isEmpty() ? someExit() : pending.remove(random.nextInt(pending.size()));
    };
  }

  private ProcessCommand rareCommand(int id) {
    return switch (random.nextInt(10)) {
      case 0 -> new ProcessCommand.KillAll();
      case 1, 2 -> new ProcessCommand.StopAll();
      default -> new ProcessCommand.Stop(id);
    };
  }

  /// An observation of the current run or, late, of the previous one.
  private ProcessCommand observation(int id) {
    int runNumber = table.infos().get(id - 1).runNumber() - random.nextInt(2);
    return switch (random.nextInt(7)) {
      case 0 -> new ProcessCommand.PortsChanged(id, runNumber, List.of(80));
      case 4 -> new ProcessCommand.PortsChanged(id, runNumber, List.of());
      case 5 -> new ProcessCommand.ReadinessLost(id, runNumber, "no answer");
      case 6 -> new ProcessCommand.PortDue(id, runNumber, 80);
      case 1 -> new ProcessCommand.UrlPrinted(id, "http://localhost:80/");
      case 2 ->
          new ProcessCommand.Sampled(
              id, runNumber, ProcessInfo.Resources.NONE, random.nextBoolean());
      default -> new ProcessCommand.ReadinessObserved(id, runNumber, "seen");
    };
  }

  /// An unrequested exit of a child.
  private ProcessCommand someExit() {
    for (ProcessInfo info : table.infos()) {
      if (alive.remove(key(info.id(), info.runNumber()))) {
        pending.add(new ProcessCommand.OutputEnded(info.id(), info.runNumber()));
        return new ProcessCommand.Exited(info.id(), info.runNumber(), random.nextInt(2), 0);
      }
    }
    return new ProcessCommand.PortsChanged(1, random.nextInt(3), List.of(80));
  }

  private void step(ProcessCommand command) {
    if (command instanceof ProcessCommand.TimerFired
        || command instanceof ProcessCommand.TreeFound) {
      delivered.add(command);
    }
    if (command instanceof ProcessCommand.Exited it) {
      exited.add(key(it.id(), it.runNumber()));
    }
    if (command instanceof ProcessCommand.LineMatched it) {
      printed.add(key(it.id(), it.runNumber()) + it.pattern());
    }
    List<ProcessInfo> before = table.infos();
    List<ProcessEffect> effects = table.step(command, ++now);
    for (ProcessEffect effect : effects) {
      perform(effect);
    }
    check(before, effects);
  }

  private void perform(ProcessEffect effect) {
    switch (effect) {
      case ProcessEffect.Spawn it -> spawn(it);
      case ProcessEffect.Signal it -> signal(it);
      case ProcessEffect.FindTree it ->
          pending.add(
              new ProcessCommand.TreeFound(
                  it.id(), it.stateVersion(), it.signal(), it.restart(), members(it)));
      case ProcessEffect.StartTimer it ->
          pending.add(new ProcessCommand.TimerFired(it.id(), it.stateVersion(), it.purpose()));
      case ProcessEffect.RunStop it ->
          pending.add(
              new ProcessCommand.StopCommandEnded(
                  it.id(), it.stateVersion(), any("", "it failed")));
      case ProcessEffect.RunProbe it ->
          pending.add(new ProcessCommand.ReadinessObserved(it.id(), it.runNumber(), "probed"));
      case ProcessEffect.ProbeUrl it ->
          pending.add(new ProcessCommand.ReadinessObserved(it.id(), it.runNumber(), "connected"));
      case ProcessEffect.WatchReadiness it ->
          pending.add(new ProcessCommand.ReadinessLost(it.id(), it.runNumber(), "lost"));
      case ProcessEffect.WatchUrl it ->
          pending.add(new ProcessCommand.ReadinessLost(it.id(), it.runNumber(), "closed"));
      case ProcessEffect.RepeatProbe it ->
          pending.add(new ProcessCommand.ReadinessObserved(it.id(), it.runNumber(), "again"));
      case ProcessEffect.AwaitPort it ->
          pending.add(new ProcessCommand.PortDue(it.id(), it.runNumber(), it.port()));
      case ProcessEffect.AwaitSchedule it ->
          pending.add(new ProcessCommand.ScheduleDue(it.id(), it.version()));
      case ProcessEffect.IdentifyPort it ->
          pending.add(
              new ProcessCommand.PortIdentified(
                  it.id(),
                  it.runNumber(),
                  it.port(),
                  new PortIdentity(any(PortProtocol.values()), any("localhost", "127.0.0.2"))));
      case ProcessEffect.DiagnoseFailure it ->
          pending.add(new ProcessCommand.FailureDiagnosed(it.id(), it.runNumber(), "so"));
      case ProcessEffect.WatchLiveness it ->
          pending.add(
              new ProcessCommand.LivenessProbed(
                  it.id(), it.runNumber(), random.nextInt(4), "no answer"));
      case ProcessEffect.WatchLine it ->
          pending.add(new ProcessCommand.LineMatched(it.id(), it.runNumber(), it.pattern()));
      case ProcessEffect.AwaitDaemonSearch it ->
          pending.add(new ProcessCommand.DaemonSearchDue(it.id(), it.runNumber()));
      case ProcessEffect.FindDaemon it -> pending.add(daemonFound(it));
      case ProcessEffect.Reap it ->
          assertTrue(reaped.add(key(it.id(), it.runNumber())), "reaped twice");
      case ProcessEffect.CloseStreams it -> {
        assertTrue(reaped.contains(key(it.id(), it.runNumber())), "closed before it was reaped");
        assertTrue(ended.add(key(it.id(), it.runNumber())), "closed twice");
      }
      case ProcessEffect.CancelProbes it ->
          assertTrue(
              table.infos().get(it.id() - 1).state() instanceof ProcessState.Stopping,
              "probes are cancelled without a stop");
      case ProcessEffect.StartReading _,
          ProcessEffect.Forget _,
          ProcessEffect.WriteInput _,
          ProcessEffect.ResizeTerminals _,
          ProcessEffect.AttachTap _,
          ProcessEffect.DetachTap _,
          ProcessEffect.Publish _,
          ProcessEffect.AppendNote _ -> {}
    }
  }

  private void spawn(ProcessEffect.Spawn it) {
    it.spec().dependsOn().forEach(needed -> assertDependencyMet(it, needed));
    if (random.nextInt(8) == 0) {
      pending.addFirst(
          new ProcessCommand.SpawnFailed(it.id(), it.runNumber(), "not found", "gone"));
      return;
    }
    assertTrue(alive.add(key(it.id(), it.runNumber())), "spawned twice");
    orphans[it.id()] = random.nextInt(3);
    step(new ProcessCommand.Spawned(it.id(), it.runNumber(), 1000 + it.runNumber()));
  }

  private void assertDependencyMet(ProcessEffect.Spawn it, Dependency needed) {
    ProcessInfo other =
        table.infos().stream()
            .filter(info -> info.name().equals(needed.process()))
            .findFirst()
            .orElseThrow();
    ProcessState state = other.state();
    ProcessState end = state instanceof ProcessState.Scheduled scheduled ? scheduled.last() : state;
    boolean there =
        switch (needed.until()) {
          case STARTED -> state.alive() || end instanceof ProcessState.Done;
          case READY -> state instanceof ProcessState.Ready || end instanceof ProcessState.Done;
          case COMPLETED -> end instanceof ProcessState.Done;
          case EXITED ->
              end instanceof ProcessState.Done
                  || end instanceof ProcessState.Failed
                  || end instanceof ProcessState.Stopped;
          case LOG_LINE ->
              (state.alive() || end instanceof ProcessState.Done)
                  && printed.contains(key(other.id(), other.runNumber()) + needed.log());
        };
    assertTrue(there, () -> it.spec().name() + " started though " + needed + " is " + state);
  }

  private void signal(ProcessEffect.Signal it) {
    boolean obeyed =
        it.signal() == LinuxSignals.KILL ? random.nextInt(10) > 0 : random.nextBoolean();
    if (obeyed) {
      orphans[it.id()] = 0;
      int runNumber = table.infos().get(it.id() - 1).runNumber();
      if (alive.remove(key(it.id(), runNumber))) {
        pending.add(new ProcessCommand.Exited(it.id(), runNumber, 128 + it.signal(), it.signal()));
        pending.add(new ProcessCommand.OutputEnded(it.id(), runNumber));
      }
    }
  }

  private ProcessCommand daemonFound(ProcessEffect.FindDaemon it) {
    orphans[it.id()] = Math.max(0, orphans[it.id()] - random.nextInt(2));
    int pid = orphans[it.id()] == 0 ? 0 : 2_000 + it.id();
    return new ProcessCommand.DaemonFound(it.id(), it.runNumber(), pid, "orphan");
  }

  private List<String> members(ProcessEffect.FindTree it) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < orphans[it.id()]; i++) {
      members.add("orphan " + i);
    }
    return members;
  }

  private void check(List<ProcessInfo> before, List<ProcessEffect> effects) {
    List<ProcessInfo> after = table.infos();
    for (int i = 0; i < before.size(); i++) {
      ProcessInfo was = before.get(i);
      ProcessInfo is = after.get(i);
      assertTrue(is.runNumber() - was.runNumber() <= 1, "two starts in one step");
      assertTrue(
          is.pid() == 0
              || is.daemonized()
              || alive.contains(key(is.id(), is.runNumber()))
              || pendingExit(is),
          () -> "a pid without a child: " + is);
      assertFalse(is.state() instanceof ProcessState.Idle && is.runNumber() > 0);
      if (is.state() instanceof ProcessState.Scheduled) {
        assertTrue(pendingSchedule(is), () -> "nothing will start " + is);
      }
      if (is.state() instanceof ProcessState.BackingOff backing) {
        assertTrue(backing.attempt() <= ATTEMPTS);
        assertTrue(pendingRestart(is), () -> "nothing will restart " + is);
      }
    }
    for (ProcessEffect effect : effects) {
      if (effect instanceof ProcessEffect.Publish(Event.ProcessChanged changed)) {
        assertFalse(changed.cause().isEmpty());
      }
    }
  }

  private boolean pendingSchedule(ProcessInfo info) {
    return pending.stream()
        .anyMatch(c -> c instanceof ProcessCommand.ScheduleDue it && it.id() == info.id());
  }

  private boolean pendingExit(ProcessInfo info) {
    return pending.stream()
        .anyMatch(c ->
            c instanceof ProcessCommand.Exited it
                && it.id() == info.id()
                && it.runNumber() == info.runNumber());
  }

  private boolean pendingRestart(ProcessInfo info) {
    return pending.stream()
        .anyMatch(c ->
            (c instanceof ProcessCommand.TimerFired it
                    && it.id() == info.id()
                    && it.purpose() == ProcessCommand.TimerPurpose.BACK_OFF)
                || (c instanceof ProcessCommand.TreeFound found && found.id() == info.id()));
  }

  private static String key(int id, int runNumber) {
    return id + "/" + runNumber;
  }
}
