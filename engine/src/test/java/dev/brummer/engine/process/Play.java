package dev.brummer.engine.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
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
  private static final int PROCESSES = 3;
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
      ProcessSpec spec =
          new ProcessSpec(
              "p" + id, "", List.of("x"), Path.of("/"), Map.of(), true, Duration.ofSeconds(1));
      step(new Command.Define(id, spec));
    }
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
    return switch (random.nextInt(12)) {
      case 0, 1 -> new Command.Start(id);
      case 2 -> new Command.Stop(id);
      case 3 -> new Command.Kill(id);
      case 4 -> new Command.Restart(id);
      case 5 -> random.nextInt(10) == 0 ? new Command.KillAll() : new Command.Stop(id);
      case 6 -> anEnd();
      case 7 -> past.isEmpty() ? anEnd() : past.get(random.nextInt(past.size()));
      default -> pending.isEmpty() ? anEnd() : pending.remove(random.nextInt(pending.size()));
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
      case Effect.Reap it -> assertTrue(reaped.add(key(it.id(), it.epoch())), "reaped twice");
      case Effect.Read _,
          Effect.Release _,
          Effect.Type _,
          Effect.Resize _,
          Effect.Publish _,
          Effect.Note _ -> {}
    }
  }

  private void spawn(Effect.Spawn it) {
    if (random.nextInt(8) == 0) {
      pending.addFirst(new Command.NotSpawned(it.id(), it.epoch(), "not found", "gone"));
      return;
    }
    assertTrue(alive.add(key(it.id(), it.epoch())), "spawned twice");
    left[it.id()] = random.nextInt(3);
    step(new Command.Spawned(it.id(), it.epoch(), 1000 + it.epoch()));
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

  private static String key(int id, int epoch) {
    return id + "/" + epoch;
  }
}
