package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.StopPolicy;
import dev.brummer.engine.text.VisibleText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /// How a stop continues.
  enum Outcome {
    /// Nothing else is to be done.
    CONTINUES,
    /// The stop has ended and the process must be started again.
    START,
    /// The stop has ended, and with it a run that a probe has found to fail.
    RECOVER
  }

  /// Starts a stop, or changes whether the current stop ends in a restart.
  void stop(ProcessEntry e, boolean restart) {
    if (e.stopProgress != null) {
      e.stopProgress = e.stopProgress.withNext(StopProgress.Next.of(restart));
    } else {
      beginStop(e, e.spec.stop().signal(), restart);
    }
  }

  /// Stops a process because of the failure of a probe.
  void stopFailed(ProcessEntry e) {
    requestStop(
        e,
        StopProgress.requested(endOfCommand(e), StopProgress.Next.RECOVER),
        e.spec.stop().signal(),
        e.probeFailure.label());
  }

  /// @return the end state of a daemon whose command has exited, null while the child lives
  private static ProcessState.@Nullable Stopped endOfCommand(ProcessEntry e) {
    DaemonRecord daemon = e.daemon;
    if (daemon == null) {
      return null;
    }
    ProcessState.Stopped stopped =
        new ProcessState.Stopped(daemon.exit().code(), daemon.exit().signal());
    e.stoppedExit = daemon.exit();
    e.exitState = stopped;
    return stopped;
  }

  void kill(ProcessEntry e) {
    if (e.stopProgress == null) {
      beginStop(e, LinuxSignals.KILL, false);
    } else if (e.stopProgress.phase() == StopProgress.Phase.REQUESTED) {
      e.stopProgress = e.stopProgress.withNext(StopProgress.Next.REST);
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
              StopProgress.requested(endOfCommand(e), StopProgress.Next.of(restart)),
              signal,
              e.cause(restart ? "restart" : ProcessTable.CAUSE_REQUESTED));
      case ProcessState.Waiting _, ProcessState.BackingOff _, ProcessState.Scheduled _ -> {
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
    out.add(new ProcessEffect.CancelProbes(e.id, e.runNumber));
    if (signal == LinuxSignals.KILL) {
      escalate(e, cause);
      return;
    }
    long grace = e.spec.grace().toMillis();
    boolean runs = e.daemon != null || (stopProgress.endState() == null && e.pid != 0);
    boolean command = runs && !e.spec.stop().command().isEmpty();
    boolean paused = e.state instanceof ProcessState.Paused;
    StopProgress begun = stopProgress.withCommandRunning(command);
    e.stopProgress = begun;
    out.transition(
        e, new ProcessState.Stopping(means(e, signal, command), out.now() + grace), cause);
    if (command) {
      out.add(new ProcessEffect.RunStop(e.id, e.runNumber, e.stateVersion));
    } else {
      sendRequest(e, signal, paused);
    }
    out.startTimer(e, ProcessCommand.TimerPurpose.DEADLINE, grace);
    if (begun.endState() != null) {
      scheduleTreePoll(e, begun);
    }
  }

  private static String means(ProcessEntry e, int signal, boolean command) {
    StopPolicy stop = e.spec.stop();
    return command
        ? stop.command().getFirst()
        : takesInput(e) ? "input " + VisibleText.quoted(stop.input()) : LinuxSignals.name(signal);
  }

  /// Whether a child lives to read the input that stops it.
  private static boolean takesInput(ProcessEntry e) {
    return !e.spec.stop().input().isEmpty() && hasChild(e);
  }

  private static boolean hasChild(ProcessEntry e) {
    return e.pid != 0 && e.daemon == null;
  }

  /// Asks the process to end: by input, or by a signal to the child or to the whole tree.
  private void sendRequest(ProcessEntry e, int signal, boolean paused) {
    if (!takesInput(e)) {
      boolean leaderOnly = e.spec.stop().leaderOnly() && hasChild(e);
      out.add(new ProcessEffect.Signal(e.id, signal, leaderOnly));
      return;
    }
    if (paused) {
      out.add(new ProcessEffect.Signal(e.id, LinuxSignals.CONT));
    }
    byte[] input = e.spec.stop().input().getBytes(StandardCharsets.UTF_8);
    out.add(new ProcessEffect.WriteInput(e.id, input));
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
    if (requested && e.stopProgress != null) {
      e.stopProgress = e.stopProgress.withCommandRunning(false);
    }
    if (requested && !late) {
      sendRequest(e, e.spec.stop().signal(), false);
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
    if (stopProgress.phase() == StopProgress.Phase.REQUESTED) {
      sendRequest(e, e.spec.stop().signal(), false);
    } else {
      out.add(new ProcessEffect.Signal(e.id, LinuxSignals.KILL));
    }
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
        StopProgress.requested(end, StopProgress.Next.REST),
        e.spec.stop().signal(),
        e.cause(ProcessTable.CAUSE_REQUESTED));
  }

  /// Continues a stop with the live members of the tree.
  Outcome onTreeFound(ProcessEntry e, ProcessCommand.TreeFound it) {
    if (it.stateVersion() != e.stateVersion) {
      return Outcome.CONTINUES;
    }
    StopProgress stopProgress = e.stopProgress;
    if (stopProgress == null) {
      return onOrphansFound(e, it);
    }
    if (it.members().isEmpty() && !stopProgress.commandRunning()) {
      ProcessState endState = stopProgress.endState();
      return endState == null ? Outcome.CONTINUES : finish(e, stopProgress, endState);
    }
    if (stopProgress.phase() == StopProgress.Phase.FINAL_CHECK) {
      return giveUp(e, stopProgress, it.members());
    }
    scheduleTreePoll(e, stopProgress);
    return Outcome.CONTINUES;
  }

  private Outcome onOrphansFound(ProcessEntry e, ProcessCommand.TreeFound it) {
    boolean found = !it.members().isEmpty();
    if (found) {
      out.appendNote(e, "stopping orphaned processes: " + String.join(", ", it.members()));
      ProcessState end = e.state instanceof ProcessState.BackingOff ? e.exitState : e.state;
      requestStop(
          e,
          StopProgress.requested(end, StopProgress.Next.of(it.restart())),
          it.signal(),
          e.cause(ProcessTable.CAUSE_REQUESTED));
    }
    return !found && it.restart() ? Outcome.START : Outcome.CONTINUES;
  }

  private Outcome giveUp(ProcessEntry e, StopProgress stopProgress, List<String> members) {
    String survivors = String.join(", ", members);
    out.appendNote(e, "survived SIGKILL: " + survivors);
    out.publish(
        new Event.Notice(e.spec.name() + ": processes survived SIGKILL: " + survivors, out.now()));
    ProcessState endState = stopProgress.endState();
    boolean recovers = stopProgress.next() == StopProgress.Next.RECOVER;
    return finish(
        e,
        recovers ? stopProgress.withNext(StopProgress.Next.REST) : stopProgress,
        endState != null
            ? endState
            : new ProcessState.Failed("cannot be killed", 128 + 9, LinuxSignals.KILL));
  }

  private Outcome finish(ProcessEntry e, StopProgress stopProgress, ProcessState endState) {
    ProcessCommand.Exited exit = e.stoppedExit;
    if (exit != null) {
      String how = e.daemon == null ? ", " + EffectBuffer.describe(exit) : "";
      out.appendNote(e, e.cause("stopped") + how);
    }
    if (stopProgress.next() == StopProgress.Next.RECOVER) {
      return Outcome.RECOVER;
    }
    out.transitionToInactive(e, endState, "ended");
    if (exit != null) {
      e.stoppedExit = null;
      out.completeExit(e, exit);
    }
    return stopProgress.next() == StopProgress.Next.START ? Outcome.START : Outcome.CONTINUES;
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
