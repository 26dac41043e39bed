package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.DependencyProblem;
import dev.brummer.engine.process.LinuxSignals;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import java.util.ArrayList;
import java.util.List;

/// Pure state machine for all processes: a command in, effects out. Confined to the thread
/// `processes`.
///
///     Idle ─start─▶ Waiting ──met──▶ Starting ──spawned──▶ Running ◀─▶ Ready, Down, Paused
///                      │ impossible     │ spawn failed         └─────┬─────┘
///                      ▼                ▼                       exit │ stop, restart
///                   Failed ◀────────────┴────── exit, failure ───────┤
///                   Done ◀───────────────────── exit, success ───────┤
///                   BackingOff ◀─────────────── exit, restart policy ┤
///                   Scheduled ◀──────────────── any end, schedule ───┤
///                                                                    ▼
///     Stopped ◀────── tree is empty ────── Stopping: requested ─grace over─▶ killing ─▶ given up
///
/// Invariants:
/// - A child exists only while `alive()`.
/// - `Stopping` ends when the child has exited *and* its tree is empty, or when the stop is given
///   up and the survivors are reported.
/// - Results and timers of an earlier state version have no effect.
public final class ProcessTable {
  static final String CAUSE_REQUESTED = "requested";

  /// Wait for dependencies after which a notice lists the unmet ones.
  static final long LONG_WAIT_NOTICE_DELAY_MILLIS = 30_000;

  private final List<ProcessEntry> entries = new ArrayList<>();
  private final DependencyGraph dependencyGraph = new DependencyGraph();
  private final EffectBuffer out = new EffectBuffer();
  private final StopSequence stopSequence = new StopSequence(out);
  private final ScheduledStarts scheduledStarts = new ScheduledStarts(out);
  private final ReadinessTracker readinessTracker = new ReadinessTracker(out, entries);
  private final LivenessTracker livenessTracker = new LivenessTracker(out);
  private final RestartTracker restartTracker = new RestartTracker(out);
  private final DaemonTracker daemonTracker = new DaemonTracker(out);
  private List<ProcessInfo> infos = List.of();
  private boolean closing;

  /// Applies one command at wall-clock time `millis`.
  ///
  /// @return the effects to perform, in order
  public List<ProcessEffect> step(ProcessCommand command, long millis) {
    out.beginStep(millis);
    apply(command);
    entries.forEach(this::settleDefinition);
    advanceWaiting();
    entries.forEach(scheduledStarts::settle);
    return out.drain();
  }

  private void apply(ProcessCommand command) {
    switch (command) {
      case ProcessCommand.Register it -> register(it);
      case ProcessCommand.Redefine it -> redefine(requestedBy(it.id(), it.by()), it.spec());
      case ProcessCommand.Remove it -> remove(requestedBy(it.id(), it.by()));
      case ProcessCommand.Start it -> start(requestedBy(it.id(), it.by()));
      case ProcessCommand.Stop it -> stop(requestedBy(it.id(), it.by()));
      case ProcessCommand.Kill it -> kill(requestedBy(it.id(), it.by()));
      case ProcessCommand.Restart it -> restart(requestedBy(it.id(), it.by()));
      case ProcessCommand.SetVariable it -> entry(it.id()).setVariable(it.name(), it.value());
      case ProcessCommand.StopAll _ -> stopAll();
      case ProcessCommand.KillAll _ -> entries.forEach(e -> kill(requestedBy(e.id, "")));
      case ProcessCommand.ShutDown _ -> {
        closing = true;
        stopAll();
      }
      case ProcessCommand.Input it -> out.add(new ProcessEffect.WriteInput(it.id(), it.bytes()));
      case ProcessCommand.Resize it ->
          out.add(new ProcessEffect.ResizeTerminals(it.columns(), it.rows()));
      case ProcessCommand.Attach it ->
          out.add(new ProcessEffect.AttachTap(it.id(), it.tap(), it.columns(), it.rows()));
      case ProcessCommand.Detach it -> out.add(new ProcessEffect.DetachTap(it.id()));
      case ProcessCommand.Spawned it -> onSpawned(entry(it.id()), it);
      case ProcessCommand.SpawnFailed it -> onSpawnFailed(entry(it.id()), it);
      case ProcessCommand.Exited it -> onExited(entry(it.id()), it);
      case ProcessCommand.OutputEnded it -> onOutputEnded(entry(it.id()), it);
      case ProcessCommand.TreeFound it -> onTreeFound(entry(it.id()), it);
      case ProcessCommand.DaemonSearchDue it -> daemonTracker.onSearchDue(entry(it.id()), it);
      case ProcessCommand.DaemonFound it -> onDaemonFound(entry(it.id()), it);
      case ProcessCommand.LineMatched it -> onLineMatched(entry(it.id()), it);
      case ProcessCommand.LivenessProbed it -> {
        if (livenessTracker.onProbed(entry(it.id()), it)) {
          stopSequence.stopFailed(requestedBy(it.id(), ""));
        }
      }
      case ProcessCommand.TimerFired it -> onTimerFired(entry(it.id()), it);
      case ProcessCommand.PortsChanged it -> readinessTracker.onPortsChanged(entry(it.id()), it);
      case ProcessCommand.Sampled it -> readinessTracker.onSampled(entry(it.id()), it);
      case ProcessCommand.UrlPrinted it -> readinessTracker.onUrlPrinted(entry(it.id()), it);
      case ProcessCommand.ReadinessObserved it ->
          readinessTracker.onReadinessObserved(entry(it.id()), it);
      case ProcessCommand.ReadinessLost it -> {
        readinessTracker.onReadinessLost(entry(it.id()), it);
        if (livenessTracker.onReadinessLost(entry(it.id()), it)) {
          stopSequence.stopFailed(requestedBy(it.id(), ""));
        }
      }
      case ProcessCommand.ScheduleDue it -> onScheduleDue(entry(it.id()), it);
      case ProcessCommand.PortDue it -> readinessTracker.onPortDue(entry(it.id()), it);
      case ProcessCommand.PortIdentified it ->
          readinessTracker.onPortIdentified(entry(it.id()), it);
      case ProcessCommand.StopCommandEnded it ->
          stopSequence.onStopCommandEnded(entry(it.id()), it);
      case ProcessCommand.FailureDiagnosed it -> onFailureDiagnosed(entry(it.id()), it);
    }
  }

  /// Snapshots of all processes in the order of their ids; the same list until the next change.
  public List<ProcessInfo> infos() {
    if (isChanged()) {
      infos = entries.stream().map(ProcessEntry::info).toList();
    }
    return infos;
  }

  @SuppressWarnings("ReferenceEquality")
  private boolean isChanged() {
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

  /// Whether a shutdown has ended: no child is alive and starts are disabled.
  public boolean isShutDown() {
    return closing && entries.stream().noneMatch(e -> e.state.alive());
  }

  /// The process, with the client that requests a change of it.
  private ProcessEntry requestedBy(int id, String by) {
    ProcessEntry e = entry(id);
    e.requestedBy = by;
    return e;
  }

  private ProcessEntry entry(int id) {
    return entries.get(id - 1);
  }

  private void register(ProcessCommand.Register it) {
    if (it.id() != entries.size() + 1) {
      throw new IllegalArgumentException("id " + it.id() + " after " + entries.size());
    }
    ProcessEntry e = new ProcessEntry(it.id(), it.spec(), out.now());
    entries.add(e);
    dependencyGraph.add(e);
    dependencyGraph.watchRunningDependencies(e, out);
  }

  private void redefine(ProcessEntry e, ProcessSpec spec) {
    if (e.forgotten) {
      throw new IllegalArgumentException("process was removed: " + e.spec.name());
    }
    e.removed = false;
    e.nextSpec = spec;
    if (e.state.alive() && e.stopProgress == null || e.state instanceof ProcessState.BackingOff) {
      restart(e);
    }
  }

  private void remove(ProcessEntry e) {
    e.removed = true;
    e.nextSpec = null;
    scheduledStarts.disarm(e);
    if (e.state.alive() || e.state.pending() || e.startPending) {
      stop(e);
    }
  }

  /// Completes the change or removal of a process that no longer runs.
  private void settleDefinition(ProcessEntry e) {
    adoptDefinition(e);
    if (e.removed && !e.forgotten && !e.state.alive() && e.stopProgress == null) {
      e.forgotten = true;
      e.startPending = false;
      dependencyGraph.remove(e);
      out.add(new ProcessEffect.Forget(e.id, e.spec.name()));
    }
  }

  private void adoptDefinition(ProcessEntry e) {
    if (e.adoptDefinition()) {
      dependencyGraph.watchRunningDependencies(e, out);
    }
  }

  private void start(ProcessEntry e) {
    if (e.removed) {
      return;
    }
    e.restartAttempts = 0;
    e.stopPending &= closing;
    if (!closing && scheduledStarts.arm(e)) {
      return;
    }
    if (e.stopProgress != null) {
      stopSequence.stop(e, !closing);
    } else if (e.state instanceof ProcessState.BackingOff && !closing) {
      stopSequence.stopOrphans(e, e.spec.stop().signal(), true);
    } else if (!e.state.alive() && !(e.state instanceof ProcessState.Waiting)) {
      requestStart(e, e.cause(CAUSE_REQUESTED), true);
    }
  }

  private void onScheduleDue(ProcessEntry e, ProcessCommand.ScheduleDue it) {
    if (scheduledStarts.onDue(e, it)) {
      e.restartAttempts = 0;
      requestStart(e, "schedule", true);
    }
  }

  private void stop(ProcessEntry e) {
    scheduledStarts.disarm(e);
    clearPending(e);
    stopSequence.stop(e, false);
  }

  private void kill(ProcessEntry e) {
    scheduledStarts.disarm(e);
    clearPending(e);
    stopSequence.kill(e);
  }

  private static void clearPending(ProcessEntry e) {
    e.startPending = false;
    e.stopPending = false;
    e.restartAttempts = 0;
  }

  private void restart(ProcessEntry e) {
    if (!closing && !e.removed && e.spec.schedule() != null) {
      scheduledStarts.arm(e);
      if (!e.state.alive() && e.stopProgress == null) {
        start(e);
        return;
      }
    }
    boolean pending = e.startPending || e.state instanceof ProcessState.BackingOff;
    if (e.runNumber == 0 || (pending && e.stopProgress == null)) {
      start(e);
    } else {
      e.restartAttempts = 0;
      e.stopPending &= closing;
      stopSequence.stop(e, !closing);
    }
  }

  /// Stops all processes. Dependencies stop after their dependents.
  private void stopAll() {
    for (ProcessEntry e : entries) {
      e.requestedBy = "";
      scheduledStarts.disarm(e);
      if (e.state.alive() && e.stopProgress == null) {
        clearPending(e);
        e.stopPending = true;
      } else {
        stop(e);
      }
    }
  }

  private void restartAfterStop(ProcessEntry e) {
    requestStart(e, e.cause("restart"), e.restartAttempts == 0);
  }

  /// Marks a process for start; [#advanceWaiting] starts it once its dependencies are met.
  ///
  /// @param startDependencies also starts its unmet dependencies
  private void requestStart(ProcessEntry e, String cause, boolean startDependencies) {
    if (closing || e.removed) {
      return;
    }
    adoptDefinition(e);
    DependencyProblem problem = dependencyGraph.findProblem(e);
    if (problem != null) {
      out.publishNotice(e, "cannot start: " + problem.message());
      out.transitionToInactive(e, new ProcessState.Failed("cannot start", 1, 0), problem.message());
      return;
    }
    e.startPending = true;
    e.startCause = cause;
    if (startDependencies) {
      dependencyGraph.unmet(e).forEach(dependency -> startDependency(dependency, e));
    }
  }

  private void startDependency(ProcessEntry dependency, ProcessEntry dependent) {
    dependency.stopPending = false;
    scheduledStarts.arm(dependency);
    if (!dependency.state.alive()
        && !(dependency.state instanceof ProcessState.Waiting)
        && !(dependency.state instanceof ProcessState.BackingOff)) {
      dependency.restartAttempts = 0;
      requestStart(dependency, "needed by " + dependent.spec.name(), true);
    }
  }

  /// Performs pending starts and stops whose conditions are now met, until nothing changes.
  private void advanceWaiting() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (ProcessEntry e : entries) {
        changed |= e.startPending && e.stopProgress == null && tryStart(e);
        changed |= e.stopPending && tryStopHeld(e);
      }
    }
  }

  private boolean tryStopHeld(ProcessEntry e) {
    if (dependencyGraph.isNeeded(e)) {
      return false;
    }
    e.stopPending = false;
    stopSequence.stop(e, false);
    return true;
  }

  private boolean tryStart(ProcessEntry e) {
    return switch (dependencyGraph.verdict(e)) {
      case DependencyGraph.Verdict.Met _ -> {
        e.startPending = false;
        spawn(e);
        yield true;
      }
      case DependencyGraph.Verdict.Pending pending ->
          enterWaiting(e, new ProcessState.Waiting(pending.dependencies()));
      case DependencyGraph.Verdict.Impossible impossible -> failDependency(e, impossible);
    };
  }

  private boolean enterWaiting(ProcessEntry e, ProcessState.Waiting waiting) {
    if (e.state.equals(waiting)) {
      return false;
    }
    out.transitionToInactive(e, waiting, e.startCause);
    out.startTimer(e, ProcessCommand.TimerPurpose.LONG_WAIT, LONG_WAIT_NOTICE_DELAY_MILLIS);
    return true;
  }

  private boolean failDependency(ProcessEntry e, DependencyGraph.Verdict.Impossible impossible) {
    ProcessState.Failed failed =
        new ProcessState.Failed("needs " + impossible.dependency(), 1, 0, true);
    if (e.state.equals(failed)) {
      return false;
    }
    String cause = "dependency " + impossible.dependency() + " " + impossible.reason();
    out.appendNote(
        e, "not started: " + cause + "; starts when " + impossible.dependency() + " is available");
    out.transitionToInactive(e, failed, cause);
    return true;
  }

  private void spawn(ProcessEntry e) {
    e.runNumber++;
    e.pid = 0;
    e.ports = List.of();
    e.wasReady = false;
    e.outputEnded = false;
    e.matchedLines.clear();
    e.liveness = ProcessInfo.Liveness.ALIVE;
    e.server = new ServerRecord();
    e.urlProbed = false;
    out.transition(e, new ProcessState.Starting(), e.startCause);
    out.add(new ProcessEffect.Spawn(e.id, e.runNumber, e.spawnedSpec));
  }

  private void onSpawned(ProcessEntry e, ProcessCommand.Spawned it) {
    e.pid = it.pid();
    e.startMethod = it.method();
    e.startedRun = it.runNumber();
    e.startedMillis = out.now();
    StopProgress stopProgress = e.stopProgress;
    if (stopProgress == null) {
      out.transition(e, new ProcessState.Running(), "pid " + it.pid());
    } else {
      stopSequence.onSpawned(e, stopProgress);
    }
    out.publish(new Event.ProcessStarted(e.id, e.spec.name(), e.pid, e.runNumber, out.now()));
    out.appendNote(e, "started, pid " + e.pid + ": " + e.spec.commandLine());
    e.requestedBy = "";
    dependencyGraph
        .awaitedLines(e)
        .forEach(line -> out.add(new ProcessEffect.WatchLine(e.id, e.runNumber, line)));
    out.add(new ProcessEffect.StartReading(e.id, e.runNumber));
    readinessTracker.startProbe(e);
    livenessTracker.startProbe(e);
  }

  private void onSpawnFailed(ProcessEntry e, ProcessCommand.SpawnFailed it) {
    out.appendNote(e, "cannot start " + e.spec.name() + ": " + it.message());
    int code = it.reason().equals("not found") ? 127 : 126;
    out.transitionToInactive(e, new ProcessState.Failed(it.reason(), code, 0), it.message());
  }

  private void onExited(ProcessEntry e, ProcessCommand.Exited it) {
    if (it.runNumber() != e.runNumber) {
      out.add(new ProcessEffect.Reap(e.id, it.runNumber()));
      return;
    }
    e.pid = 0;
    if (!daemonTracker.takesOver(e, it)) {
      String how = it.signal() == 0 ? "exit " + it.code() : LinuxSignals.name(it.signal());
      endRun(e, it, how, EffectBuffer.describe(it));
    }
  }

  /// Ends a run whose child has exited.
  ///
  /// @param how label of a failure
  /// @param note line for the log, unless the end was requested
  private void endRun(ProcessEntry e, ProcessCommand.Exited it, String how, String note) {
    readinessTracker.onExited(e);
    if (e.stopProgress == null && !e.stopPending) {
      out.appendNote(e, note);
    }
    applyExit(e, it, how);
    if (e.stopProgress == null) {
      out.completeExit(e, it);
    } else {
      e.stoppedExit = it;
    }
  }

  private void applyExit(ProcessEntry e, ProcessCommand.Exited it, String how) {
    StopProgress stopProgress = e.stopProgress;
    ProcessState.Stopped stopped = new ProcessState.Stopped(it.code(), it.signal());
    if (stopProgress != null) {
      e.exitState = stopped;
      stopSequence.onExited(e, stopProgress, stopped);
    } else if (e.stopPending) {
      e.stopPending = false;
      e.exitState = stopped;
      stopSequence.onExitedWhileHeld(e, stopped);
    } else if (e.state.alive()) {
      boolean success = it.signal() == 0 && e.spec.successCodes().contains(it.code());
      e.exitState =
          success
              ? new ProcessState.Done(it.code())
              : new ProcessState.Failed(how, it.code(), it.signal());
      if (!success) {
        out.add(new ProcessEffect.DiagnoseFailure(e.id, e.runNumber));
      }
      restartTracker.onEnded(e, it, how, success, !closing);
    }
  }

  private void onOutputEnded(ProcessEntry e, ProcessCommand.OutputEnded it) {
    if (it.runNumber() == e.runNumber && e.reapedRun < e.runNumber) {
      e.outputEnded = true;
    } else {
      out.add(new ProcessEffect.CloseStreams(it.id(), it.runNumber()));
    }
  }

  private void onTreeFound(ProcessEntry e, ProcessCommand.TreeFound it) {
    StopSequence.Outcome outcome = stopSequence.onTreeFound(e, it);
    boolean ended = outcome == StopSequence.Outcome.RECOVER || !e.state.alive();
    if (ended && e.daemon != null) {
      forgetDaemon(e);
      readinessTracker.onExited(e);
    }
    switch (outcome) {
      case CONTINUES -> {}
      case START -> restartAfterStop(e);
      case RECOVER -> recover(e);
    }
  }

  /// Applies the restart policy to a run that was stopped because of a probe.
  private void recover(ProcessEntry e) {
    ProcessCommand.Exited exit = e.stoppedExit;
    if (exit == null) {
      throw new IllegalStateException("no exit: " + e.spec.name());
    }
    e.stoppedExit = null;
    e.exitState = new ProcessState.Failed(e.probeFailure.label(), exit.code(), exit.signal());
    restartTracker.onEnded(e, exit, e.probeFailure.sentence(), false, !closing);
    out.completeExit(e, exit);
  }

  private void onDaemonFound(ProcessEntry e, ProcessCommand.DaemonFound it) {
    DaemonRecord daemon = e.daemon;
    DaemonTracker.Verdict verdict = daemonTracker.onFound(e, it);
    if (daemon == null || verdict == DaemonTracker.Verdict.RUNS) {
      return;
    }
    ProcessCommand.Exited exit = daemon.exit();
    forgetDaemon(e);
    if (verdict == DaemonTracker.Verdict.NEVER_RAN) {
      String note = EffectBuffer.describe(exit) + " and left no process in the background";
      endRun(e, exit, "exit " + exit.code(), note);
    } else {
      String note = "its last process in the background has ended";
      ProcessCommand.Exited ended = new ProcessCommand.Exited(e.id, exit.runNumber(), 1, 0);
      endRun(e, ended, DaemonTracker.ENDED, note);
    }
  }

  private static void forgetDaemon(ProcessEntry e) {
    e.daemon = null;
    e.pid = 0;
  }

  private void onLineMatched(ProcessEntry e, ProcessCommand.LineMatched it) {
    if (it.runNumber() == e.runNumber) {
      e.matchedLines.add(LineCondition.of(it.pattern()));
    }
  }

  private void onTimerFired(ProcessEntry e, ProcessCommand.TimerFired it) {
    if (it.stateVersion() != e.stateVersion) {
      return;
    }
    switch (it.purpose()) {
      case DEADLINE -> stopSequence.onDeadline(e);
      case POLL_TREE -> stopSequence.onTreePollDue(e);
      case BACK_OFF -> stopSequence.stopOrphans(e, e.spec.stop().signal(), true);
      case CONFIRM_DOWN -> readinessTracker.onConfirmDown(e);
      case LONG_WAIT -> out.publishNotice(e, "still waiting for " + describeUnmet(e));
    }
  }

  private String describeUnmet(ProcessEntry e) {
    List<String> all = new ArrayList<>();
    for (ProcessEntry dependency : dependencyGraph.unmet(e)) {
      all.add(dependency.spec.name() + " (" + dependency.state.label() + ")");
    }
    return String.join(", ", all);
  }

  private void onFailureDiagnosed(ProcessEntry e, ProcessCommand.FailureDiagnosed it) {
    if (it.runNumber() == e.runNumber) {
      out.publishNotice(e, it.message());
    }
  }
}
