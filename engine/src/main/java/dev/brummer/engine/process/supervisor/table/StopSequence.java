package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.Signals;
import java.util.List;
import java.util.function.Consumer;

/// How processes are ended: asked, given their grace, killed, and looked after until nothing of
/// their tree is left. A part of the [ProcessTable], with its owner.
final class StopSequence {
  /// How long killed processes may take to disappear before we say that they do not.
  static final long KILL_PATIENCE_MILLIS = 2_000;

  private static final long LONGEST_LOOK_MILLIS = 200;

  private final EffectBuffer out;
  private final Consumer<ProcessEntry> again;

  /// @param again starts a process that has ended in order to be restarted
  StopSequence(EffectBuffer out, Consumer<ProcessEntry> again) {
    this.out = out;
    this.again = again;
  }

  /// Asks it to end, or, if a stop is under way, says whether it is to start again afterwards.
  void stop(ProcessEntry e, boolean restart) {
    if (e.ending != null) {
      e.ending = e.ending.restarting(restart);
    } else {
      end(e, e.spec.stop().signal(), restart);
    }
  }

  void kill(ProcessEntry e) {
    if (e.ending == null) {
      end(e, Signals.KILL, false);
    } else if (e.ending.phase() == StopProgress.Phase.ASKED) {
      e.ending = e.ending.restarting(false);
      escalate(e, ProcessTable.ASKED);
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
          ask(
              e,
              StopProgress.asked(null, restart),
              signal,
              restart ? "restart" : ProcessTable.ASKED);
      case ProcessState.Waiting _, ProcessState.BackingOff _ -> {
        out.go(e, new ProcessState.Stopped(0, 0), ProcessTable.ASKED);
        clearAway(e, signal, restart);
      }
      case ProcessState.Idle _,
          ProcessState.Done _,
          ProcessState.Stopped _,
          ProcessState.Failed _ ->
          clearAway(e, signal, restart);
    }
  }

  /// Ends what an ended process may have left behind, then, if so wanted, starts it.
  void clearAway(ProcessEntry e, int signal, boolean restart) {
    if (e.epoch > 0) {
      out.add(new ProcessEffect.FindTree(e.id, e.turn, signal, restart));
    }
  }

  private void ask(ProcessEntry e, StopProgress ending, int signal, String cause) {
    e.ending = ending;
    if (signal == Signals.KILL) {
      escalate(e, cause);
      return;
    }
    long grace = e.spec.grace().toMillis();
    boolean command = ending.then() == null && e.pid != 0 && !e.spec.stop().command().isEmpty();
    String means = command ? e.spec.stop().command().getFirst() : Signals.name(signal);
    out.go(e, new ProcessState.Stopping(means, out.now() + grace), cause);
    out.add(
        command
            ? new ProcessEffect.RunStop(e.id, e.epoch, e.turn)
            : new ProcessEffect.Signal(e.id, signal));
    out.timer(e, ProcessCommand.Wait.DEADLINE, grace);
    if (ending.then() != null) {
      lookAgain(e, ending);
    }
  }

  /// Its stop command has ended: the signal's turn, unless the command has used up the time that
  /// the signal would need; then the kill is next.
  void stopCommandEnded(ProcessEntry e, ProcessCommand.StopCommandEnded it) {
    if (!it.trouble().isEmpty()) {
      out.note(e, it.trouble());
    }
    boolean asked =
        it.turn() == e.turn && e.ending != null && e.ending.phase() == StopProgress.Phase.ASKED;
    boolean late = e.state instanceof ProcessState.Stopping s && out.now() >= s.deadlineMillis();
    if (asked && !late) {
      out.add(new ProcessEffect.Signal(e.id, e.spec.stop().signal()));
    }
  }

  private void escalate(ProcessEntry e, String cause) {
    StopProgress killed = ending(e).in(StopProgress.Phase.KILLED);
    e.ending = killed;
    out.go(e, new ProcessState.Stopping("SIGKILL", out.now() + KILL_PATIENCE_MILLIS), cause);
    out.add(new ProcessEffect.Signal(e.id, Signals.KILL));
    out.timer(e, ProcessCommand.Wait.DEADLINE, KILL_PATIENCE_MILLIS);
    lookAgain(e, killed);
  }

  /// It was started after it had been asked to end.
  void spawned(ProcessEntry e, StopProgress ending) {
    boolean asked = ending.phase() == StopProgress.Phase.ASKED;
    out.add(new ProcessEffect.Signal(e.id, asked ? e.spec.stop().signal() : Signals.KILL));
  }

  /// The child has ended; the rest of its tree follows it.
  void exited(ProcessEntry e, StopProgress ending, ProcessState.Stopped end) {
    e.ending = ending.after(end);
    out.add(new ProcessEffect.FindTree(e.id, e.turn, Signals.KILL, false));
  }

  /// The child has ended by itself while it was to be stopped soon.
  void exitedUnasked(ProcessEntry e, ProcessState.Stopped end) {
    ask(e, StopProgress.asked(end, false), e.spec.stop().signal(), ProcessTable.ASKED);
  }

  void treeFound(ProcessEntry e, ProcessCommand.TreeFound it) {
    if (it.turn() != e.turn) {
      return;
    }
    StopProgress ending = e.ending;
    if (ending == null) {
      leftBehind(e, it);
    } else if (it.members().isEmpty()) {
      if (ending.then() != null) {
        finish(e, ending, ending.then());
      }
    } else if (ending.phase() == StopProgress.Phase.LAST) {
      giveUp(e, ending, it.members());
    } else {
      lookAgain(e, ending);
    }
  }

  private void leftBehind(ProcessEntry e, ProcessCommand.TreeFound it) {
    if (!it.members().isEmpty()) {
      out.note(e, "ends what it left behind: " + String.join(", ", it.members()));
      ProcessState end = e.state instanceof ProcessState.BackingOff ? e.ended : e.state;
      ask(e, StopProgress.asked(end, it.restart()), it.signal(), ProcessTable.ASKED);
    } else if (it.restart()) {
      again.accept(e);
    }
  }

  private void giveUp(ProcessEntry e, StopProgress ending, List<String> members) {
    String survivors = String.join(", ", members);
    out.note(e, "cannot be killed: " + survivors);
    out.publish(
        new Event.Notice(e.spec.name() + " left what cannot be killed: " + survivors, out.now()));
    ProcessState then = ending.then();
    finish(
        e,
        ending,
        then != null ? then : new ProcessState.Failed("cannot be killed", 128 + 9, Signals.KILL));
  }

  private void finish(ProcessEntry e, StopProgress ending, ProcessState then) {
    out.rest(e, then, "ended");
    if (ending.restart()) {
      again.accept(e);
    }
  }

  void deadline(ProcessEntry e) {
    StopProgress ending = e.ending;
    if (ending == null) {
      return;
    }
    if (ending.phase() == StopProgress.Phase.ASKED) {
      String grace = e.spec.grace().toMillis() / 1000.0 + " s";
      out.note(e, "did not stop within " + grace + ": killed");
      escalate(e, "did not stop within " + grace);
    } else {
      e.ending = ending.in(StopProgress.Phase.LAST);
      out.add(new ProcessEffect.FindTree(e.id, e.turn, Signals.KILL, false));
    }
  }

  void lookedForLong(ProcessEntry e) {
    if (e.ending == null) {
      return;
    }
    if (e.ending.phase() == StopProgress.Phase.KILLED) {
      out.add(new ProcessEffect.Signal(e.id, Signals.KILL));
    }
    out.add(new ProcessEffect.FindTree(e.id, e.turn, Signals.KILL, false));
  }

  private void lookAgain(ProcessEntry e, StopProgress ending) {
    StopProgress looked = ending.looked();
    e.ending = looked;
    long pause = Math.min(LONGEST_LOOK_MILLIS, 5L << Math.min(looked.looks(), 10));
    out.timer(e, ProcessCommand.Wait.LOOK_AGAIN, pause);
  }

  private static StopProgress ending(ProcessEntry e) {
    StopProgress ending = e.ending;
    if (ending == null) {
      throw new IllegalStateException("not ending: " + e.spec.name() + " " + e.state);
    }
    return ending;
  }
}
