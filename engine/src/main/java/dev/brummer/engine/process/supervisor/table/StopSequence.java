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
  static final long KILL_TIMEOUT_MILLIS = 2_000;

  private static final long MAX_POLL_INTERVAL_MILLIS = 200;

  private final EffectBuffer out;
  private final Consumer<ProcessEntry> restartAfterStop;

  /// @param again starts a process that has ended in order to be restarted
  StopSequence(EffectBuffer out, Consumer<ProcessEntry> again) {
    this.out = out;
    this.restartAfterStop = again;
  }

  /// Asks it to end, or, if a stop is under way, says whether it is to start again afterwards.
  void stop(ProcessEntry e, boolean restart) {
    if (e.stopProgress != null) {
      e.stopProgress = e.stopProgress.withRestart(restart);
    } else {
      beginStop(e, e.spec.stop().signal(), restart);
    }
  }

  void kill(ProcessEntry e) {
    if (e.stopProgress == null) {
      beginStop(e, Signals.KILL, false);
    } else if (e.stopProgress.phase() == StopProgress.Phase.REQUESTED) {
      e.stopProgress = e.stopProgress.withRestart(false);
      escalate(e, ProcessTable.CAUSE_REQUESTED);
    }
  }

  /// Ends the tree of a process that may live, or what one that has ended may have left.
  private void beginStop(ProcessEntry e, int signal, boolean restart) {
    switch (e.state) {
      case ProcessState.Starting _,
          ProcessState.Running _,
          ProcessState.Ready _,
          ProcessState.Paused _,
          ProcessState.Stopping _ ->
          requestStop(
              e,
              StopProgress.requested(null, restart),
              signal,
              restart ? "restart" : ProcessTable.CAUSE_REQUESTED);
      case ProcessState.Waiting _, ProcessState.BackingOff _ -> {
        out.transition(e, new ProcessState.Stopped(0, 0), ProcessTable.CAUSE_REQUESTED);
        stopOrphans(e, signal, restart);
      }
      case ProcessState.Idle _,
          ProcessState.Done _,
          ProcessState.Stopped _,
          ProcessState.Failed _ ->
          stopOrphans(e, signal, restart);
    }
  }

  /// Ends what an ended process may have left behind, then, if so wanted, starts it.
  void stopOrphans(ProcessEntry e, int signal, boolean restart) {
    if (e.runNumber > 0) {
      out.add(new ProcessEffect.FindTree(e.id, e.stateVersion, signal, restart));
    }
  }

  private void requestStop(ProcessEntry e, StopProgress stopProgress, int signal, String cause) {
    e.stopProgress = stopProgress;
    if (signal == Signals.KILL) {
      escalate(e, cause);
      return;
    }
    long grace = e.spec.grace().toMillis();
    boolean command =
        stopProgress.endState() == null && e.pid != 0 && !e.spec.stop().command().isEmpty();
    String means = command ? e.spec.stop().command().getFirst() : Signals.name(signal);
    out.transition(e, new ProcessState.Stopping(means, out.now() + grace), cause);
    out.add(
        command
            ? new ProcessEffect.RunStop(e.id, e.runNumber, e.stateVersion)
            : new ProcessEffect.Signal(e.id, signal));
    out.startTimer(e, ProcessCommand.TimerPurpose.DEADLINE, grace);
    if (stopProgress.endState() != null) {
      scheduleTreePoll(e, stopProgress);
    }
  }

  /// Its stop command has ended: the signal's turn, unless the command has used up the time that
  /// the signal would need; then the kill is next.
  void onStopCommandEnded(ProcessEntry e, ProcessCommand.StopCommandEnded it) {
    if (!it.error().isEmpty()) {
      out.appendNote(e, it.error());
    }
    boolean asked =
        it.stateVersion() == e.stateVersion
            && e.stopProgress != null
            && e.stopProgress.phase() == StopProgress.Phase.REQUESTED;
    boolean late = e.state instanceof ProcessState.Stopping s && out.now() >= s.deadlineMillis();
    if (asked && !late) {
      out.add(new ProcessEffect.Signal(e.id, e.spec.stop().signal()));
    }
  }

  private void escalate(ProcessEntry e, String cause) {
    StopProgress killed = requireProgress(e).withPhase(StopProgress.Phase.KILLING);
    e.stopProgress = killed;
    out.transition(e, new ProcessState.Stopping("SIGKILL", out.now() + KILL_TIMEOUT_MILLIS), cause);
    out.add(new ProcessEffect.Signal(e.id, Signals.KILL));
    out.startTimer(e, ProcessCommand.TimerPurpose.DEADLINE, KILL_TIMEOUT_MILLIS);
    scheduleTreePoll(e, killed);
  }

  /// It was started after it had been asked to end.
  void onSpawned(ProcessEntry e, StopProgress stopProgress) {
    boolean asked = stopProgress.phase() == StopProgress.Phase.REQUESTED;
    out.add(new ProcessEffect.Signal(e.id, asked ? e.spec.stop().signal() : Signals.KILL));
  }

  /// The child has ended; the rest of its tree follows it.
  void onExited(ProcessEntry e, StopProgress stopProgress, ProcessState.Stopped end) {
    e.stopProgress = stopProgress.withEndState(end);
    out.add(new ProcessEffect.FindTree(e.id, e.stateVersion, Signals.KILL, false));
  }

  /// The child has ended by itself while it was to be stopped soon.
  void onExitedWhileHeld(ProcessEntry e, ProcessState.Stopped end) {
    requestStop(
        e,
        StopProgress.requested(end, false),
        e.spec.stop().signal(),
        ProcessTable.CAUSE_REQUESTED);
  }

  void onTreeFound(ProcessEntry e, ProcessCommand.TreeFound it) {
    if (it.stateVersion() != e.stateVersion) {
      return;
    }
    StopProgress stopProgress = e.stopProgress;
    if (stopProgress == null) {
      onOrphansFound(e, it);
    } else if (it.members().isEmpty()) {
      if (stopProgress.endState() != null) {
        finish(e, stopProgress, stopProgress.endState());
      }
    } else if (stopProgress.phase() == StopProgress.Phase.FINAL_CHECK) {
      giveUp(e, stopProgress, it.members());
    } else {
      scheduleTreePoll(e, stopProgress);
    }
  }

  private void onOrphansFound(ProcessEntry e, ProcessCommand.TreeFound it) {
    if (!it.members().isEmpty()) {
      out.appendNote(e, "ends what it left behind: " + String.join(", ", it.members()));
      ProcessState end = e.state instanceof ProcessState.BackingOff ? e.exitState : e.state;
      requestStop(
          e, StopProgress.requested(end, it.restart()), it.signal(), ProcessTable.CAUSE_REQUESTED);
    } else if (it.restart()) {
      restartAfterStop.accept(e);
    }
  }

  private void giveUp(ProcessEntry e, StopProgress stopProgress, List<String> members) {
    String survivors = String.join(", ", members);
    out.appendNote(e, "cannot be killed: " + survivors);
    out.publish(
        new Event.Notice(e.spec.name() + " left what cannot be killed: " + survivors, out.now()));
    ProcessState then = stopProgress.endState();
    finish(
        e,
        stopProgress,
        then != null ? then : new ProcessState.Failed("cannot be killed", 128 + 9, Signals.KILL));
  }

  private void finish(ProcessEntry e, StopProgress stopProgress, ProcessState then) {
    out.transitionToInactive(e, then, "ended");
    if (stopProgress.restart()) {
      restartAfterStop.accept(e);
    }
  }

  void onDeadline(ProcessEntry e) {
    StopProgress stopProgress = e.stopProgress;
    if (stopProgress == null) {
      return;
    }
    if (stopProgress.phase() == StopProgress.Phase.REQUESTED) {
      String grace = e.spec.grace().toMillis() / 1000.0 + " s";
      out.appendNote(e, "did not stop within " + grace + ": killed");
      escalate(e, "did not stop within " + grace);
    } else {
      e.stopProgress = stopProgress.withPhase(StopProgress.Phase.FINAL_CHECK);
      out.add(new ProcessEffect.FindTree(e.id, e.stateVersion, Signals.KILL, false));
    }
  }

  void onTreePollDue(ProcessEntry e) {
    if (e.stopProgress == null) {
      return;
    }
    if (e.stopProgress.phase() == StopProgress.Phase.KILLING) {
      out.add(new ProcessEffect.Signal(e.id, Signals.KILL));
    }
    out.add(new ProcessEffect.FindTree(e.id, e.stateVersion, Signals.KILL, false));
  }

  private void scheduleTreePoll(ProcessEntry e, StopProgress stopProgress) {
    StopProgress looked = stopProgress.withNextPoll();
    e.stopProgress = looked;
    long pause = Math.min(MAX_POLL_INTERVAL_MILLIS, 5L << Math.min(looked.polls(), 10));
    out.startTimer(e, ProcessCommand.TimerPurpose.POLL_TREE, pause);
  }

  private static StopProgress requireProgress(ProcessEntry e) {
    StopProgress stopProgress = e.stopProgress;
    if (stopProgress == null) {
      throw new IllegalStateException("not ending: " + e.spec.name() + " " + e.state);
    }
    return stopProgress;
  }
}
