package dev.brummer.engine.process;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessEntry.Ending;
import dev.brummer.engine.process.ProcessEntry.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The life of every process, without the world: a command in, effects out. Owner: the thread
/// `processes`.
///
///     Idle ─start─▶ Starting ─spawned─▶ Running ─listens─▶ Ready
///                      │ not spawned        └───────┬────────┘
///                      ▼                       exit │ stop, restart
///                   Failed ◀── exit ≠ 0 ────────────┤
///                   Done ◀──── exit = 0 ────────────┤
///                                                   ▼
///     Stopped ◀─ nothing of the tree is left ── Stopping: asked ─grace over─▶ killed ─▶ given up
///
/// Invariants: a child exists only while `alive()`; `Stopping` ends when the child has ended *and*
/// its tree is gone, or when it is given up with the names of the survivors; an answer or a timer
/// from an earlier turn changes nothing.
final class ProcessTable {
  /// How long killed processes may take to disappear before we say that they do not.
  static final long KILL_PATIENCE_MILLIS = 2_000;

  private static final long LONGEST_LOOK_MILLIS = 200;
  private static final String ASKED = "asked";

  private final List<ProcessEntry> entries = new ArrayList<>();
  private List<Effect> effects = new ArrayList<>();
  private long now;
  private boolean closing;

  /// Carries out one command at wall-clock time `millis`.
  List<Effect> step(Command command, long millis) {
    now = millis;
    effects = new ArrayList<>();
    switch (command) {
      case Command.Define it -> define(it);
      case Command.Start it -> start(entry(it.id()));
      case Command.Stop it -> stop(entry(it.id()));
      case Command.Kill it -> kill(entry(it.id()));
      case Command.Restart it -> restart(entry(it.id()));
      case Command.StopAll _ -> entries.forEach(this::stop);
      case Command.KillAll _ -> entries.forEach(this::kill);
      case Command.ShutDown _ -> {
        closing = true;
        entries.forEach(this::stop);
      }
      case Command.Input it -> effects.add(new Effect.Type(it.id(), it.bytes()));
      case Command.Resize it -> effects.add(new Effect.Resize(it.columns(), it.rows()));
      case Command.Spawned it -> spawned(entry(it.id()), it);
      case Command.NotSpawned it -> notSpawned(entry(it.id()), it);
      case Command.Exited it -> exited(entry(it.id()), it);
      case Command.OutputEnded it -> effects.add(new Effect.Release(it.id(), it.epoch()));
      case Command.TreeFound it -> treeFound(entry(it.id()), it);
      case Command.Elapsed it -> elapsed(entry(it.id()), it);
      case Command.Listening it -> listening(entry(it.id()), it);
      case Command.Sampled it -> sampled(entry(it.id()), it);
    }
    return effects;
  }

  /// All processes as they are now, in the order of their ids.
  List<ProcessInfo> infos() {
    return entries.stream().map(ProcessEntry::info).toList();
  }

  /// Nothing lives, and nothing will.
  boolean over() {
    return closing && entries.stream().noneMatch(e -> e.state.alive());
  }

  private ProcessEntry entry(int id) {
    return entries.get(id - 1);
  }

  private void define(Command.Define it) {
    if (it.id() != entries.size() + 1) {
      throw new IllegalArgumentException("id " + it.id() + " after " + entries.size());
    }
    entries.add(new ProcessEntry(it.id(), it.spec(), now));
  }

  private void start(ProcessEntry e) {
    if (e.ending != null) {
      e.ending = e.ending.restarting(!closing);
    } else if (!e.state.alive() && !closing) {
      begin(e, ASKED);
    }
  }

  private void begin(ProcessEntry e, String cause) {
    e.epoch++;
    e.pid = 0;
    e.ports = List.of();
    go(e, new ProcessState.Starting(), cause);
    effects.add(new Effect.Spawn(e.id, e.epoch, e.spec));
  }

  private void stop(ProcessEntry e) {
    if (e.ending != null) {
      e.ending = e.ending.restarting(false);
    } else {
      end(e, Signals.TERM, false);
    }
  }

  private void kill(ProcessEntry e) {
    if (e.ending == null) {
      end(e, Signals.KILL, false);
    } else if (e.ending.phase() == Phase.ASKED) {
      e.ending = e.ending.restarting(false);
      escalate(e, ASKED);
    }
  }

  private void restart(ProcessEntry e) {
    if (e.ending != null) {
      e.ending = e.ending.restarting(!closing);
    } else if (e.epoch == 0) {
      start(e);
    } else {
      end(e, Signals.TERM, !closing);
    }
  }

  /// Ends the tree of a process that may live, or what one that has ended may have left.
  private void end(ProcessEntry e, int signal, boolean restart) {
    switch (e.state) {
      case ProcessState.Starting _,
          ProcessState.Running _,
          ProcessState.Ready _,
          ProcessState.Paused _,
          ProcessState.Stopping _ ->
          ask(e, new Ending(Phase.ASKED, null, restart, 0), signal, restart ? "restart" : ASKED);
      case ProcessState.Waiting _, ProcessState.BackingOff _ ->
          go(e, new ProcessState.Stopped(0, 0), ASKED);
      case ProcessState.Idle _,
          ProcessState.Done _,
          ProcessState.Stopped _,
          ProcessState.Failed _ -> {
        if (e.epoch > 0) {
          effects.add(new Effect.FindTree(e.id, e.turn, signal, restart));
        }
      }
    }
  }

  private void ask(ProcessEntry e, Ending ending, int signal, String cause) {
    e.ending = ending;
    if (signal == Signals.KILL) {
      escalate(e, cause);
      return;
    }
    long grace = e.spec.grace().toMillis();
    go(e, new ProcessState.Stopping(Signals.name(signal), now + grace), cause);
    effects.add(new Effect.Signal(e.id, signal));
    timer(e, Command.Wait.DEADLINE, grace);
    if (ending.then() != null) {
      lookAgain(e);
    }
  }

  private void escalate(ProcessEntry e, String cause) {
    e.ending = ending(e).in(Phase.KILLED);
    go(e, new ProcessState.Stopping("SIGKILL", now + KILL_PATIENCE_MILLIS), cause);
    effects.add(new Effect.Signal(e.id, Signals.KILL));
    timer(e, Command.Wait.DEADLINE, KILL_PATIENCE_MILLIS);
    lookAgain(e);
  }

  private void spawned(ProcessEntry e, Command.Spawned it) {
    e.pid = it.pid();
    e.startedMillis = now;
    if (e.ending == null) {
      go(e, new ProcessState.Running(), "pid " + it.pid());
    } else {
      effects.add(new Effect.Signal(e.id, signal(e.ending.phase())));
    }
    publish(new Event.ProcessStarted(e.id, e.spec.name(), e.pid, e.epoch, now));
    note(e, "started, pid " + e.pid + ": " + String.join(" ", e.spec.command()));
    effects.add(new Effect.Read(e.id, e.epoch));
  }

  private void notSpawned(ProcessEntry e, Command.NotSpawned it) {
    note(e, "cannot start " + e.spec.name() + ": " + it.sentence());
    int code = it.word().equals("not found") ? 127 : 126;
    rest(e, new ProcessState.Failed(it.word(), code, 0), it.sentence());
  }

  private void exited(ProcessEntry e, Command.Exited it) {
    if (it.epoch() != e.epoch) {
      effects.add(new Effect.Reap(e.id, it.epoch()));
      return;
    }
    e.pid = 0;
    String how = it.signal() == 0 ? "exit " + it.code() : Signals.name(it.signal());
    String end = it.signal() == 0 ? "exited with code " + it.code() : "ended by " + how;
    note(e, e.ending == null ? end : "stopped, " + end);
    if (e.ending != null) {
      e.ending = e.ending.after(new ProcessState.Stopped(it.code(), it.signal()));
      effects.add(new Effect.FindTree(e.id, e.turn, Signals.KILL, false));
    } else if (e.state.alive()) {
      boolean success = it.signal() == 0 && it.code() == 0;
      rest(e, success ? new ProcessState.Done(0) : failed(it, how), how);
    }
    effects.add(new Effect.Reap(e.id, it.epoch()));
    publish(new Event.ProcessExited(e.id, e.spec.name(), e.epoch, it.code(), it.signal(), now));
  }

  private static ProcessState failed(Command.Exited it, String how) {
    return new ProcessState.Failed(how, it.code(), it.signal());
  }

  private void treeFound(ProcessEntry e, Command.TreeFound it) {
    if (it.turn() != e.turn) {
      return;
    }
    if (e.ending == null) {
      leftBehind(e, it);
    } else if (it.members().isEmpty()) {
      if (e.ending.then() != null) {
        finish(e, e.ending, e.ending.then());
      }
    } else if (e.ending.phase() == Phase.LAST) {
      giveUp(e, e.ending, it.members());
    } else {
      lookAgain(e);
    }
  }

  private void leftBehind(ProcessEntry e, Command.TreeFound it) {
    if (!it.members().isEmpty()) {
      note(e, "ends what it left behind: " + String.join(", ", it.members()));
      ask(e, new Ending(Phase.ASKED, e.state, it.restart(), 0), it.signal(), ASKED);
    } else if (it.restart() && !closing) {
      begin(e, "restart");
    }
  }

  private void giveUp(ProcessEntry e, Ending ending, List<String> members) {
    String survivors = String.join(", ", members);
    note(e, "cannot be killed: " + survivors);
    publish(new Event.Notice(e.spec.name() + " left what cannot be killed: " + survivors, now));
    ProcessState then = ending.then();
    finish(
        e,
        ending,
        then != null ? then : new ProcessState.Failed("cannot be killed", 128 + 9, Signals.KILL));
  }

  private void finish(ProcessEntry e, Ending ending, ProcessState then) {
    rest(e, then, "ended");
    if (ending.restart() && !closing) {
      begin(e, "restart");
    }
  }

  private void elapsed(ProcessEntry e, Command.Elapsed it) {
    if (it.turn() != e.turn || e.ending == null) {
      return;
    }
    switch (it.purpose()) {
      case DEADLINE -> deadline(e, e.ending);
      case LOOK_AGAIN -> {
        if (e.ending.phase() == Phase.KILLED) {
          effects.add(new Effect.Signal(e.id, Signals.KILL));
        }
        effects.add(new Effect.FindTree(e.id, e.turn, Signals.KILL, false));
      }
    }
  }

  private void deadline(ProcessEntry e, Ending ending) {
    if (ending.phase() == Phase.ASKED) {
      String grace = e.spec.grace().toMillis() / 1000.0 + " s";
      note(e, "did not stop within " + grace + ": killed");
      escalate(e, "did not stop within " + grace);
    } else {
      e.ending = ending.in(Phase.LAST);
      effects.add(new Effect.FindTree(e.id, e.turn, Signals.KILL, false));
    }
  }

  private void listening(ProcessEntry e, Command.Listening it) {
    if (it.epoch() != e.epoch || !e.state.alive()) {
      return;
    }
    e.ports = it.ports();
    if (e.state instanceof ProcessState.Running && !it.ports().isEmpty()) {
      String evidence =
          "listens on "
              + it.ports().stream().map(port -> ":" + port).collect(Collectors.joining(", "));
      go(e, new ProcessState.Ready(evidence), evidence);
    }
  }

  private void sampled(ProcessEntry e, Command.Sampled it) {
    if (it.epoch() != e.epoch || !e.state.alive()) {
      return;
    }
    e.resources = it.resources();
    publish(
        new Event.ResourcesSampled(
            e.id,
            e.resources.cpuPercent(),
            e.resources.rssBytes(),
            e.resources.processes(),
            e.resources.threads(),
            now));
  }

  private void rest(ProcessEntry e, ProcessState end, String cause) {
    e.ending = null;
    e.ports = List.of();
    e.resources = ProcessInfo.Resources.NONE;
    go(e, end, cause);
  }

  private void go(ProcessEntry e, ProcessState next, String cause) {
    String from = e.state.word();
    e.state = next;
    e.turn++;
    e.sinceMillis = now;
    publish(new Event.ProcessChanged(e.id, e.spec.name(), from, next.word(), cause, now));
  }

  private void lookAgain(ProcessEntry e) {
    Ending ending = ending(e).looked();
    e.ending = ending;
    timer(
        e,
        Command.Wait.LOOK_AGAIN,
        Math.min(LONGEST_LOOK_MILLIS, 5L << Math.min(ending.looks(), 10)));
  }

  private static Ending ending(ProcessEntry e) {
    Ending ending = e.ending;
    if (ending == null) {
      throw new IllegalStateException("not ending: " + e.spec.name() + " " + e.state);
    }
    return ending;
  }

  private static int signal(Phase phase) {
    return phase == Phase.ASKED ? Signals.TERM : Signals.KILL;
  }

  private void timer(ProcessEntry e, Command.Wait purpose, long millis) {
    effects.add(new Effect.Timer(e.id, e.turn, purpose, millis));
  }

  private void note(ProcessEntry e, String text) {
    effects.add(new Effect.Note(e.id, text));
  }

  private void publish(Event event) {
    effects.add(new Effect.Publish(event));
  }
}
