package dev.brummer.engine.process.supervisor.table;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.Readiness;
import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.Signals;
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

/// A model of the world around a [ProcessTable]: children live, die late or never, leave others
/// behind, and every answer and timer comes in any order, sometimes twice.
final class Play {
  private static final int PROCESSES = 4;
  private static final int ATTEMPTS = 3;
  private static final int STEPS = 400;

  private final Random random;
  private final ProcessTable table = new ProcessTable();
  private final List<Command> pending = new ArrayList<>();
  private final List<Command> past = new ArrayList<>();
  private final Set<String> alive = new HashSet<>();
  private final Set<String> reaped = new HashSet<>();
  private final int[] left = new int[PROCESSES + 1];
  private long now;

  Play(Random random) {
    this.random = random;
    for (int id = 1; id <= PROCESSES; id++) {
      step(new Command.Define(id, spec(id)));
    }
  }

  /// Each may need those before it.
  private ProcessSpec spec(int id) {
    List<Dependency> needed = new ArrayList<>();
    for (int other = 1; other < id; other++) {
      if (random.nextInt(3) == 0) {
        needed.add(new Dependency("p" + other, any(Dependency.Condition.values())));
      }
    }
    Duration moment = Duration.ofMillis(1);
    RestartPolicy restart =
        new RestartPolicy(
            any(RestartPolicy.When.values()), moment, moment, Duration.ofMillis(20), ATTEMPTS);
    StopPolicy stop =
        new StopPolicy(
            random.nextBoolean() ? 2 : Signals.TERM,
            random.nextInt(3) == 0 ? List.of("down") : List.of(),
            Duration.ofSeconds(1));
    Readiness ready =
        any(
            Readiness.INFERRED,
            new Readiness.Port(80),
            new Readiness.Http(URI.create("http://localhost/")),
            new Readiness.Exec(List.of("true")));
    return new ProcessSpec(
            "p" + id, "", List.of("x"), Path.of("/"), Map.of(), true, Duration.ofSeconds(1))
        .withDependsOn(needed)
        .withRestart(restart)
        .withStop(stop)
        .withReady(ready);
  }

  @SafeVarargs
  private <T> T any(T... all) {
    return all[random.nextInt(all.length)];
  }

  void run() {
    for (int i = 0; i < STEPS; i++) {
      step(next());
    }
    step(new Command.ShutDown());
    for (int i = 0; i < 10_000 && !table.over(); i++) {
      step(pending.isEmpty() ? anEnd() : pending.removeFirst());
    }
    assertTrue(table.over(), () -> "still alive: " + table.infos());
  }

  private Command next() {
    int id = 1 + random.nextInt(PROCESSES);
    return switch (random.nextInt(15)) {
      case 0, 1 -> new Command.Start(id);
      case 2 -> new Command.Stop(id);
      case 3 -> new Command.Kill(id);
      case 4 -> new Command.Restart(id);
      case 5 -> seldom(id);
      case 6 -> anEnd();
      case 7 -> past.isEmpty() ? anEnd() : past.get(random.nextInt(past.size()));
      case 8 -> seen(id);
      default -> pending.isEmpty() ? anEnd() : pending.remove(random.nextInt(pending.size()));
    };
  }

  private Command seldom(int id) {
    return switch (random.nextInt(10)) {
      case 0 -> new Command.KillAll();
      case 1, 2 -> new Command.StopAll();
      default -> new Command.Stop(id);
    };
  }

  /// What is seen from outside of this start or, too late, of the last.
  private Command seen(int id) {
    int epoch = table.infos().get(id - 1).epoch() - random.nextInt(2);
    return switch (random.nextInt(4)) {
      case 0 -> new Command.Listening(id, epoch, List.of(80));
      case 1 -> new Command.Printed(id, "http://localhost:80/");
      case 2 -> new Command.Sampled(id, epoch, ProcessInfo.Resources.NONE, random.nextBoolean());
      default -> new Command.Shown(id, epoch, "seen");
    };
  }

  /// A child ends by itself.
  private Command anEnd() {
    for (ProcessInfo info : table.infos()) {
      if (alive.remove(key(info.id(), info.epoch()))) {
        return new Command.Exited(info.id(), info.epoch(), random.nextInt(2), 0);
      }
    }
    return new Command.Listening(1, random.nextInt(3), List.of(80));
  }

  private void step(Command command) {
    if (command instanceof Command.Elapsed || command instanceof Command.TreeFound) {
      past.add(command);
    }
    List<ProcessInfo> before = table.infos();
    List<Effect> effects = table.step(command, ++now);
    for (Effect effect : effects) {
      perform(effect);
    }
    check(before, effects);
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Spawn it -> spawn(it);
      case Effect.Signal it -> signal(it);
      case Effect.FindTree it ->
          pending.add(
              new Command.TreeFound(it.id(), it.turn(), it.signal(), it.restart(), members(it)));
      case Effect.Timer it -> pending.add(new Command.Elapsed(it.id(), it.turn(), it.purpose()));
      case Effect.RunStop it ->
          pending.add(new Command.StopCommandEnded(it.id(), it.turn(), any("", "it failed")));
      case Effect.Probe it -> pending.add(new Command.Shown(it.id(), it.epoch(), "probed"));
      case Effect.Reach it -> pending.add(new Command.Shown(it.id(), it.epoch(), "reached"));
      case Effect.Explain it -> pending.add(new Command.Explained(it.id(), it.epoch(), "so"));
      case Effect.Reap it -> assertTrue(reaped.add(key(it.id(), it.epoch())), "reaped twice");
      case Effect.Read _,
          Effect.Release _,
          Effect.Type _,
          Effect.Resize _,
          Effect.Attach _,
          Effect.Detach _,
          Effect.Publish _,
          Effect.Note _ -> {}
    }
  }

  private void spawn(Effect.Spawn it) {
    it.spec().dependsOn().forEach(needed -> assertThere(it, needed));
    if (random.nextInt(8) == 0) {
      pending.addFirst(new Command.NotSpawned(it.id(), it.epoch(), "not found", "gone"));
      return;
    }
    assertTrue(alive.add(key(it.id(), it.epoch())), "spawned twice");
    left[it.id()] = random.nextInt(3);
    step(new Command.Spawned(it.id(), it.epoch(), 1000 + it.epoch()));
  }

  private void assertThere(Effect.Spawn it, Dependency needed) {
    ProcessState state =
        table.infos().stream()
            .filter(info -> info.name().equals(needed.process()))
            .findFirst()
            .orElseThrow()
            .state();
    boolean there =
        switch (needed.until()) {
          case STARTED -> state.alive() || state instanceof ProcessState.Done;
          case READY -> state instanceof ProcessState.Ready || state instanceof ProcessState.Done;
          case COMPLETED -> state instanceof ProcessState.Done;
        };
    assertTrue(there, () -> it.spec().name() + " started though " + needed + " is " + state);
  }

  private void signal(Effect.Signal it) {
    boolean obeyed = it.signal() == Signals.KILL ? random.nextInt(10) > 0 : random.nextBoolean();
    if (obeyed) {
      left[it.id()] = 0;
      int epoch = table.infos().get(it.id() - 1).epoch();
      if (alive.remove(key(it.id(), epoch))) {
        pending.add(new Command.Exited(it.id(), epoch, 128 + it.signal(), it.signal()));
      }
    }
  }

  private List<String> members(Effect.FindTree it) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < left[it.id()]; i++) {
      members.add("left " + i);
    }
    return members;
  }

  private void check(List<ProcessInfo> before, List<Effect> effects) {
    List<ProcessInfo> after = table.infos();
    for (int i = 0; i < before.size(); i++) {
      ProcessInfo was = before.get(i);
      ProcessInfo is = after.get(i);
      assertTrue(is.epoch() - was.epoch() <= 1, "two starts in one step");
      assertTrue(
          is.pid() == 0 || alive.contains(key(is.id(), is.epoch())) || pendingExit(is),
          () -> "a pid without a child: " + is);
      assertFalse(is.state() instanceof ProcessState.Idle && is.epoch() > 0);
      if (is.state() instanceof ProcessState.BackingOff backing) {
        assertTrue(backing.attempt() <= ATTEMPTS);
        assertTrue(pendingRestart(is), () -> "nothing will restart " + is);
      }
    }
    for (Effect effect : effects) {
      if (effect instanceof Effect.Publish(Event.ProcessChanged changed)) {
        assertFalse(changed.cause().isEmpty());
      }
    }
  }

  private boolean pendingExit(ProcessInfo info) {
    return pending.stream()
        .anyMatch(c ->
            c instanceof Command.Exited it && it.id() == info.id() && it.epoch() == info.epoch());
  }

  private boolean pendingRestart(ProcessInfo info) {
    return pending.stream()
        .anyMatch(c ->
            (c instanceof Command.Elapsed it
                    && it.id() == info.id()
                    && it.purpose() == Command.Wait.BACK_OFF)
                || (c instanceof Command.TreeFound found && found.id() == info.id()));
  }

  private static String key(int id, int epoch) {
    return id + "/" + epoch;
  }
}
