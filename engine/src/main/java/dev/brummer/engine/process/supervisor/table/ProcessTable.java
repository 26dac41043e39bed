package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.Signals;
import java.util.ArrayList;
import java.util.List;

/// The life of every process, without the world: a command in, effects out. Owner: the thread
/// `processes`.
///
///     Idle ─start─▶ Waiting ─all there─▶ Starting ─spawned─▶ Running ◀─▶ Ready, Paused
///                      │ never             │ not spawned        └──────┬────┘
///                      ▼                   ▼                      exit │ stop, restart
///                   Failed ◀───────────────┴─── exit, no success ──────┤
///                   Done ◀───────────────────── exit, success ─────────┤
///                   BackingOff ◀─────────────── exit, to be restarted ─┤
///                                                                      ▼
///     Stopped ◀─ nothing of the tree is left ── Stopping: asked ─grace over─▶ killed ─▶ given up
///
/// Invariants: a child exists only while `alive()`; `Stopping` ends when the child has ended *and*
/// its tree is gone, or when it is given up with the names of the survivors; an answer or a timer
/// from an earlier turn changes nothing.
public final class ProcessTable {
  static final String ASKED = "asked";

  /// After so much waiting for others the log says what is waited for.
  static final long LONG_WAIT_MILLIS = 30_000;

  private final List<ProcessEntry> entries = new ArrayList<>();
  private final DependencyGraph dependencies = new DependencyGraph();
  private final EffectBuffer out = new EffectBuffer();
  private final StopSequence endings = new StopSequence(out, this::again);
  private final ReadinessTracker ready = new ReadinessTracker(out, entries);
  private List<ProcessInfo> infos = List.of();
  private boolean closing;

  /// Carries out one command at wall-clock time `millis`.
  public List<ProcessEffect> step(ProcessCommand command, long millis) {
    out.open(millis);
    carryOut(command);
    settle();
    return out.take();
  }

  private void carryOut(ProcessCommand command) {
    switch (command) {
      case ProcessCommand.Define it -> define(it);
      case ProcessCommand.Start it -> start(entry(it.id()));
      case ProcessCommand.Stop it -> stop(entry(it.id()));
      case ProcessCommand.Kill it -> kill(entry(it.id()));
      case ProcessCommand.Restart it -> restart(entry(it.id()));
      case ProcessCommand.StopAll _ -> stopAll();
      case ProcessCommand.KillAll _ -> entries.forEach(this::kill);
      case ProcessCommand.ShutDown _ -> {
        closing = true;
        stopAll();
      }
      case ProcessCommand.Input it -> out.add(new ProcessEffect.Type(it.id(), it.bytes()));
      case ProcessCommand.Resize it -> out.add(new ProcessEffect.Resize(it.columns(), it.rows()));
      case ProcessCommand.Attach it ->
          out.add(new ProcessEffect.Attach(it.id(), it.tap(), it.columns(), it.rows()));
      case ProcessCommand.Detach it -> out.add(new ProcessEffect.Detach(it.id()));
      case ProcessCommand.Spawned it -> spawned(entry(it.id()), it);
      case ProcessCommand.NotSpawned it -> notSpawned(entry(it.id()), it);
      case ProcessCommand.Exited it -> exited(entry(it.id()), it);
      case ProcessCommand.OutputEnded it -> out.add(new ProcessEffect.Release(it.id(), it.epoch()));
      case ProcessCommand.TreeFound it -> endings.treeFound(entry(it.id()), it);
      case ProcessCommand.Elapsed it -> elapsed(entry(it.id()), it);
      case ProcessCommand.Listening it -> ready.listening(entry(it.id()), it);
      case ProcessCommand.Sampled it -> ready.sampled(entry(it.id()), it);
      case ProcessCommand.Printed it -> ready.printed(entry(it.id()), it);
      case ProcessCommand.Shown it -> ready.shown(entry(it.id()), it);
      case ProcessCommand.StopCommandEnded it -> endings.stopCommandEnded(entry(it.id()), it);
      case ProcessCommand.Explained it -> explained(entry(it.id()), it);
    }
  }

  /// All processes as they are now, in the order of their ids: the same list as long as nothing
  /// changes.
  public List<ProcessInfo> infos() {
    if (changed()) {
      infos = entries.stream().map(ProcessEntry::info).toList();
    }
    return infos;
  }

  @SuppressWarnings("ReferenceEquality")
  private boolean changed() {
    if (infos.size() != entries.size()) {
      return true;
    }
    for (int i = 0; i < infos.size(); i++) {
      if (entries.get(i).info() != infos.get(i)) {
        return true;
      }
    }
    return false;
  }

  /// Nothing lives, and nothing will.
  public boolean over() {
    return closing && entries.stream().noneMatch(e -> e.state.alive());
  }

  private ProcessEntry entry(int id) {
    return entries.get(id - 1);
  }

  private void define(ProcessCommand.Define it) {
    if (it.id() != entries.size() + 1) {
      throw new IllegalArgumentException("id " + it.id() + " after " + entries.size());
    }
    ProcessEntry e = new ProcessEntry(it.id(), it.spec(), out.now());
    entries.add(e);
    dependencies.add(e);
  }

  private void start(ProcessEntry e) {
    e.attempts = 0;
    e.held &= closing;
    if (e.ending != null) {
      endings.stop(e, !closing);
    } else if (e.state instanceof ProcessState.BackingOff && !closing) {
      endings.clearAway(e, e.spec.stop().signal(), true);
    } else if (!e.state.alive() && !(e.state instanceof ProcessState.Waiting)) {
      want(e, ASKED, true);
    }
  }

  private void stop(ProcessEntry e) {
    calledOff(e);
    endings.stop(e, false);
  }

  private void kill(ProcessEntry e) {
    calledOff(e);
    endings.kill(e);
  }

  private static void calledOff(ProcessEntry e) {
    e.awaited = false;
    e.held = false;
    e.attempts = 0;
  }

  private void restart(ProcessEntry e) {
    boolean pending = e.awaited || e.state instanceof ProcessState.BackingOff;
    if (e.epoch == 0 || (pending && e.ending == null)) {
      start(e);
    } else {
      e.attempts = 0;
      e.held &= closing;
      endings.stop(e, !closing);
    }
  }

  /// Those that others need are stopped after them.
  private void stopAll() {
    for (ProcessEntry e : entries) {
      if (e.state.alive() && e.ending == null) {
        calledOff(e);
        e.held = true;
      } else {
        stop(e);
      }
    }
  }

  /// It has ended and is to start once more.
  private void again(ProcessEntry e) {
    want(e, "restart", e.attempts == 0);
  }

  /// @param wake also starts what it depends on
  private void want(ProcessEntry e, String cause, boolean wake) {
    String fault = closing ? null : dependencies.fault(e);
    if (closing || fault != null) {
      if (fault != null) {
        out.notice(e, "cannot start: " + fault);
        out.rest(e, new ProcessState.Failed("cannot start", 1, 0), fault);
      }
      return;
    }
    e.awaited = true;
    e.cause = cause;
    if (wake) {
      dependencies.missing(e).forEach(needed -> wake(needed, e));
    }
  }

  private void wake(ProcessEntry needed, ProcessEntry by) {
    needed.held = false;
    if (!needed.state.alive()
        && !(needed.state instanceof ProcessState.Waiting)
        && !(needed.state instanceof ProcessState.BackingOff)) {
      needed.attempts = 0;
      want(needed, "needed by " + by.spec.name(), true);
    }
  }

  /// Starts and stops those whose time has come through what has just happened to others.
  private void settle() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (ProcessEntry e : entries) {
        changed |= e.awaited && e.ending == null && advance(e);
        changed |= e.held && letGo(e);
      }
    }
  }

  private boolean letGo(ProcessEntry e) {
    if (dependencies.needed(e)) {
      return false;
    }
    e.held = false;
    endings.stop(e, false);
    return true;
  }

  private boolean advance(ProcessEntry e) {
    return switch (dependencies.verdict(e)) {
      case DependencyGraph.Verdict.Met _ -> {
        e.awaited = false;
        begin(e);
        yield true;
      }
      case DependencyGraph.Verdict.Wait wait -> waits(e, new ProcessState.Waiting(wait.what()));
      case DependencyGraph.Verdict.Never never -> lacks(e, never);
    };
  }

  private boolean waits(ProcessEntry e, ProcessState.Waiting waiting) {
    if (e.state.equals(waiting)) {
      return false;
    }
    out.rest(e, waiting, e.cause);
    out.timer(e, ProcessCommand.Wait.LONG_WAIT, LONG_WAIT_MILLIS);
    return true;
  }

  private boolean lacks(ProcessEntry e, DependencyGraph.Verdict.Never never) {
    ProcessState.Failed failed = new ProcessState.Failed("needs " + never.who(), 1, 0);
    if (e.state.equals(failed)) {
      return false;
    }
    String sentence = "it needs " + never.who() + ", which " + never.why();
    out.note(e, "not started: " + sentence + "; it starts when " + never.who() + " is there");
    out.rest(e, failed, sentence);
    return true;
  }

  private void begin(ProcessEntry e) {
    e.epoch++;
    e.pid = 0;
    e.ports = List.of();
    e.wasReady = false;
    e.reached = false;
    out.go(e, new ProcessState.Starting(), e.cause);
    out.add(new ProcessEffect.Spawn(e.id, e.epoch, e.spec));
  }

  private void spawned(ProcessEntry e, ProcessCommand.Spawned it) {
    e.pid = it.pid();
    e.startedMillis = out.now();
    StopProgress ending = e.ending;
    if (ending == null) {
      out.go(e, new ProcessState.Running(), "pid " + it.pid());
    } else {
      endings.spawned(e, ending);
    }
    out.publish(new Event.ProcessStarted(e.id, e.spec.name(), e.pid, e.epoch, out.now()));
    out.note(e, "started, pid " + e.pid + ": " + String.join(" ", e.spec.command()));
    out.add(new ProcessEffect.Read(e.id, e.epoch));
    ready.probe(e);
  }

  private void notSpawned(ProcessEntry e, ProcessCommand.NotSpawned it) {
    out.note(e, "cannot start " + e.spec.name() + ": " + it.sentence());
    int code = it.word().equals("not found") ? 127 : 126;
    out.rest(e, new ProcessState.Failed(it.word(), code, 0), it.sentence());
  }

  private void exited(ProcessEntry e, ProcessCommand.Exited it) {
    if (it.epoch() != e.epoch) {
      out.add(new ProcessEffect.Reap(e.id, it.epoch()));
      return;
    }
    e.pid = 0;
    String how = it.signal() == 0 ? "exit " + it.code() : Signals.name(it.signal());
    String end = it.signal() == 0 ? "exited with code " + it.code() : "ended by " + how;
    out.note(e, e.ending == null && !e.held ? end : "stopped, " + end);
    ended(e, it, how);
    out.add(new ProcessEffect.Reap(e.id, it.epoch()));
    out.publish(
        new Event.ProcessExited(e.id, e.spec.name(), e.epoch, it.code(), it.signal(), out.now()));
  }

  private void ended(ProcessEntry e, ProcessCommand.Exited it, String how) {
    StopProgress ending = e.ending;
    ProcessState.Stopped stopped = new ProcessState.Stopped(it.code(), it.signal());
    if (ending != null) {
      e.ended = stopped;
      endings.exited(e, ending, stopped);
    } else if (e.held) {
      e.held = false;
      e.ended = stopped;
      endings.exitedUnasked(e, stopped);
    } else if (e.state.alive()) {
      boolean success = it.signal() == 0 && e.spec.success().contains(it.code());
      e.ended =
          success
              ? new ProcessState.Done(it.code())
              : new ProcessState.Failed(how, it.code(), it.signal());
      endedByItself(e, it, how, success);
    }
  }

  private void endedByItself(
      ProcessEntry e, ProcessCommand.Exited it, String how, boolean success) {
    RestartPolicy policy = e.spec.restart();
    if (out.now() - e.startedMillis >= policy.reset().toMillis()) {
      e.attempts = 0;
    }
    if (!success) {
      out.add(new ProcessEffect.Explain(e.id, e.epoch));
    }
    if (!policy.after(success) || closing) {
      out.rest(e, e.ended, how);
    } else if (e.attempts < policy.attempts()) {
      backOff(e, how);
    } else {
      out.rest(e, new ProcessState.Failed("crash loop", it.code(), it.signal()), how);
      out.notice(
          e,
          "ended %d times in a row, each soon after its start: it is not restarted any more"
              .formatted(e.attempts + 1));
    }
  }

  private void backOff(ProcessEntry e, String how) {
    long pause = e.spec.restart().pause(e.attempts).toMillis();
    e.attempts++;
    out.rest(e, new ProcessState.BackingOff(e.attempts, out.now() + pause), how);
    out.note(e, "restarts in " + pause / 1000.0 + " s, attempt " + e.attempts);
    out.timer(e, ProcessCommand.Wait.BACK_OFF, pause);
  }

  private void elapsed(ProcessEntry e, ProcessCommand.Elapsed it) {
    if (it.turn() != e.turn) {
      return;
    }
    switch (it.purpose()) {
      case DEADLINE -> endings.deadline(e);
      case LOOK_AGAIN -> endings.lookedForLong(e);
      case BACK_OFF -> endings.clearAway(e, e.spec.stop().signal(), true);
      case LONG_WAIT -> out.notice(e, "still waits for " + waitedFor(e));
    }
  }

  private String waitedFor(ProcessEntry e) {
    List<String> all = new ArrayList<>();
    for (ProcessEntry needed : dependencies.missing(e)) {
      all.add(needed.spec.name() + " (" + needed.state.word() + ")");
    }
    return String.join(", ", all);
  }

  private void explained(ProcessEntry e, ProcessCommand.Explained it) {
    if (it.epoch() == e.epoch) {
      out.notice(e, it.sentence());
    }
  }
}
