package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.ProcessState;
import java.util.List;

/// Stops process trees: stop command or signal, grace period, SIGKILL, and scans until the tree is
/// empty. Part of the [ProcessTable] and confined to its thread.
final class StopSequence {
  /// Time that killed processes have to disappear before the stop is given up.
  static final long KILL_TIMEOUT_MILLIS = 2_000;

  private static final long MAX_POLL_INTERVAL_MILLIS = 200;

  private final EffectBuffer out;

  StopSequence(EffectBuffer out) {
    this.out = out;
  }

  /// Starts a stop, or changes whether the current stop ends in a restart.
  void stop(ProcessEntry e, boolean restart) {
    if (e.stopProgress != null) {
      e.stopProgress = e.stopProgress.withRestart(restart);
    } else {
      beginStop(e, e.spec.stop().signal(), restart);
    }
  }

  void kill(ProcessEntry e) {
    if (e.stopProgress == null) {
      beginStop(e, LinuxSignals.KILL, false);
    } else if (e.stopProgress.phase() == StopProgress.Phase.REQUESTED) {
      e.stopProgress = e.stopProgress.withRestart(false);
      escalate(e, e.cause(ProcessTable.CAUSE_REQUESTED));
    }
  }

  /// Stops the tree of a live process, or the orphans of an exited one.
  private void beginStop(ProcessEntry e, int signal, boolean restart) {
    switch (e.state) {
      case ProcessState.Starting _,
          ProcessState.Running _,
          ProcessState.Ready _,
          ProcessState.Down _,
          ProcessState.Paused _,
          ProcessState.Stopping _ ->
          requestStop(
              e,
              StopProgress.requested(null, restart),
              signal,
              e.cause(restart ? "restart" : ProcessTable.CAUSE_REQUESTED));
      case ProcessState.Waiting _, ProcessState.BackingOff _ -> {
        out.transition(e, new ProcessState.Stopped(0, 0), e.cause(ProcessTable.CAUSE_REQUESTED));
        stopOrphans(e, signal, restart);
      }
      case ProcessState.Idle _,
          ProcessState.Done _,
          ProcessState.Stopped _,
          ProcessState.Failed _ ->
          stopOrphans(e, signal, restart);
    }
  }

  /// Stops the orphans of an exited process.
  ///
  /// @param restart start the process afterwards
  void stopOrphans(ProcessEntry e, int signal, boolean restart) {
    if (e.runNumber > 0) {
      out.add(new ProcessEffect.FindTree(e.id, e.stateVersion, signal, restart));
    }
  }

  private void requestStop(ProcessEntry e, StopProgress stopProgress, int signal, String cause) {
    e.stopProgress = stopProgress;
    if (signal == LinuxSignals.KILL) {
      escalate(e, cause);
      return;
    }
    long grace = e.spec.grace().toMillis();
    boolean command =
        stopProgress.endState() == null && e.pid != 0 && !e.spec.stop().command().isEmpty();
    String means = command ? e.spec.stop().command().getFirst() : LinuxSignals.name(signal);
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

  /// Sends the stop signal after the stop command. At the end of the grace period SIGKILL follows
  /// instead.
  void onStopCommandEnded(ProcessEntry e, ProcessCommand.StopCommandEnded it) {
    if (!it.error().isEmpty()) {
      out.appendNote(e, it.error());
    }
    boolean requested =
        it.stateVersion() == e.stateVersion
            && e.stopProgress != null
            && e.stopProgress.phase() == StopProgress.Phase.REQUESTED;
    boolean late = e.state instanceof ProcessState.Stopping s && out.now() >= s.deadlineMillis();
    if (requested && !late) {
      out.add(new ProcessEffect.Signal(e.id, e.spec.stop().signal()));
    }
  }

  private void escalate(ProcessEntry e, String cause) {
    StopProgress killed = requireProgress(e).withPhase(StopProgress.Phase.KILLING);
    e.stopProgress = killed;
    out.transition(e, new ProcessState.Stopping("SIGKILL", out.now() + KILL_TIMEOUT_MILLIS), cause);
    out.add(new ProcessEffect.Signal(e.id, LinuxSignals.KILL));
    out.startTimer(e, ProcessCommand.TimerPurpose.DEADLINE, KILL_TIMEOUT_MILLIS);
    scheduleTreePoll(e, killed);
  }

  /// The spawn has completed after the stop request.
  void onSpawned(ProcessEntry e, StopProgress stopProgress) {
    boolean requested = stopProgress.phase() == StopProgress.Phase.REQUESTED;
    out.add(new ProcessEffect.Signal(e.id, requested ? e.spec.stop().signal() : LinuxSignals.KILL));
  }

  /// The child has exited; the rest of its tree must follow.
  void onExited(ProcessEntry e, StopProgress stopProgress, ProcessState.Stopped end) {
    e.stopProgress = stopProgress.withEndState(end);
    out.add(new ProcessEffect.FindTree(e.id, e.stateVersion, LinuxSignals.KILL, false));
  }

  /// The child has exited while its stop was held for its dependents.
  void onExitedWhileHeld(ProcessEntry e, ProcessState.Stopped end) {
    requestStop(
        e,
        StopProgress.requested(end, false),
        e.spec.stop().signal(),
        e.cause(ProcessTable.CAUSE_REQUESTED));
  }

  /// Continues a stop with the live members of the tree.
  ///
  /// @return true if the stop has ended and the process must be started again
  boolean onTreeFound(ProcessEntry e, ProcessCommand.TreeFound it) {
    if (it.stateVersion() != e.stateVersion) {
      return false;
    }
    StopProgress stopProgress = e.stopProgress;
    if (stopProgress == null) {
      return onOrphansFound(e, it);
    }
    if (it.members().isEmpty()) {
      ProcessState endState = stopProgress.endState();
      return endState != null && finish(e, stopProgress, endState);
    }
    if (stopProgress.phase() == StopProgress.Phase.FINAL_CHECK) {
      return giveUp(e, stopProgress, it.members());
    }
    scheduleTreePoll(e, stopProgress);
    return false;
  }

  private boolean onOrphansFound(ProcessEntry e, ProcessCommand.TreeFound it) {
    boolean found = !it.members().isEmpty();
    if (found) {
      out.appendNote(e, "stopping orphaned processes: " + String.join(", ", it.members()));
      ProcessState end = e.state instanceof ProcessState.BackingOff ? e.exitState : e.state;
      requestStop(
          e,
          StopProgress.requested(end, it.restart()),
          it.signal(),
          e.cause(ProcessTable.CAUSE_REQUESTED));
    }
    return !found && it.restart();
  }

  private boolean giveUp(ProcessEntry e, StopProgress stopProgress, List<String> members) {
    String survivors = String.join(", ", members);
    out.appendNote(e, "survived SIGKILL: " + survivors);
    out.publish(
        new Event.Notice(e.spec.name() + ": processes survived SIGKILL: " + survivors, out.now()));
    ProcessState endState = stopProgress.endState();
    return finish(
        e,
        stopProgress,
        endState != null
            ? endState
            : new ProcessState.Failed("cannot be killed", 128 + 9, LinuxSignals.KILL));
  }

  private boolean finish(ProcessEntry e, StopProgress stopProgress, ProcessState endState) {
    ProcessCommand.Exited exit = e.stoppedExit;
    if (exit != null) {
      out.appendNote(e, e.cause("stopped") + ", " + EffectBuffer.describe(exit));
    }
    out.transitionToInactive(e, endState, "ended");
    if (exit != null) {
      e.stoppedExit = null;
      out.completeExit(e, exit);
    }
    return stopProgress.restart();
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
      out.add(new ProcessEffect.FindTree(e.id, e.stateVersion, LinuxSignals.KILL, false));
    }
  }

  void onTreePollDue(ProcessEntry e) {
    if (e.stopProgress == null) {
      return;
    }
    if (e.stopProgress.phase() == StopProgress.Phase.KILLING) {
      out.add(new ProcessEffect.Signal(e.id, LinuxSignals.KILL));
    }
    out.add(new ProcessEffect.FindTree(e.id, e.stateVersion, LinuxSignals.KILL, false));
  }

  private void scheduleTreePoll(ProcessEntry e, StopProgress stopProgress) {
    StopProgress next = stopProgress.withNextPoll();
    e.stopProgress = next;
    long delay = Math.min(MAX_POLL_INTERVAL_MILLIS, 5L << Math.min(next.polls(), 10));
    out.startTimer(e, ProcessCommand.TimerPurpose.POLL_TREE, delay);
  }

  private static StopProgress requireProgress(ProcessEntry e) {
    StopProgress stopProgress = e.stopProgress;
    if (stopProgress == null) {
      throw new IllegalStateException("not stopping: " + e.spec.name() + " " + e.state);
    }
    return stopProgress;
  }
}
