package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessInfo.Resources;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.StartMethod;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Mutable state of one process. Confined to the [ProcessTable].
final class ProcessEntry {
  final int id;

  /// Definition of the current or last run.
  ProcessSpec spec;

  /// Definition of the next run; null if it is the current one.
  @Nullable ProcessSpec nextSpec;

  /// Variables that were set by command; the definition does not contain them.
  private final Map<String, String> variables = new HashMap<>();

  /// Forgotten once it has ended.
  boolean removed;

  /// Whether it is forgotten. Nothing happens to it any more.
  boolean forgotten;

  /// `spec` with the variables that were set since.
  ProcessSpec spawnedSpec;

  ProcessState state = new ProcessState.Idle();

  /// Number of starts.
  int runNumber;

  /// Number of transitions. A timer or result of an earlier version is ignored.
  int stateVersion;

  /// Pid of the child until its exit, otherwise 0.
  long pid;

  /// How the last child was started, if it runs a script of a `package.json`.
  @Nullable StartMethod startMethod;

  long sinceMillis;
  long startedMillis;
  Resources resources = Resources.NONE;
  List<Integer> ports = List.of();

  /// Non-null exactly in state `Stopping`.
  @Nullable StopProgress stopProgress;

  /// Exit of the child during a stop, until the rest of its tree has ended: the child is reaped and
  /// its exit published then.
  ProcessCommand.@Nullable Exited stoppedExit;

  /// The processes that the exited command has left running; null for none. See [DaemonTracker].
  @Nullable DaemonRecord daemon;

  /// Last run whose child was spawned.
  int startedRun;

  /// Last run whose child was reaped.
  int reapedRun;

  /// Whether the output of the child has ended before the child was reaped: its streams are closed
  /// afterwards, because closing forgets the child.
  boolean outputEnded;

  /// Patterns of dependents that a line of the current run has matched.
  Set<LineCondition> matchedLines = new HashSet<>();

  /// Starts once its dependencies are met: in state `Waiting`, or `Failed` because of a dependency.
  boolean startPending;

  /// Stops once no live process depends on it.
  boolean stopPending;

  /// Armed from the first start of a process with a schedule to its stop.
  final ScheduleTimer scheduleTimer = new ScheduleTimer();

  /// Run during which a scheduled start was skipped last.
  int skippedRunNumber = -1;

  /// Consecutive restarts after unrequested exits.
  int restartAttempts;

  /// Result of the liveness probe of the current run.
  ProcessInfo.Liveness liveness = ProcessInfo.Liveness.ALIVE;

  /// Why the current run is stopped, if a probe is the cause.
  ProbeFailure probeFailure = ProbeFailure.NONE;

  /// Whether the current run has been ready.
  boolean wasReady;

  /// Whether a printed URL of the current run is being probed.
  boolean urlProbed;

  /// Observations of the server of the current run.
  ServerRecord server = new ServerRecord();

  /// Result of the last child.
  ProcessState exitState = new ProcessState.Stopped(0, 0);

  /// State after a pause.
  ProcessState stateBeforePause = new ProcessState.Running();

  /// Cause of the pending start.
  String startCause = ProcessTable.CAUSE_REQUESTED;

  /// Client that requested the stop or start in progress; empty for the user of the terminal.
  String requestedBy = "";

  private @Nullable ProcessInfo info;

  ProcessEntry(int id, ProcessSpec spec, long now) {
    this.id = id;
    this.spec = spec;
    this.spawnedSpec = spec;
    this.sinceMillis = now;
  }

  /// Whether the child of the current run was spawned.
  boolean hasStarted() {
    return startedRun > 0 && startedRun == runNumber;
  }

  /// The cause of a transition, with the client that requested it.
  String cause(String cause) {
    return requestedBy.isEmpty() ? cause : cause + " by " + requestedBy;
  }

  void setVariable(String name, String value) {
    variables.put(name, value);
    spawnedSpec = spawnedSpec.withVariable(name, value);
  }

  /// Takes over the definition of the next run, unless a child of the current one may exist.
  ///
  /// @return true if the definition has changed
  boolean adoptDefinition() {
    ProcessSpec next = nextSpec;
    if (next == null || state.alive() || stopProgress != null) {
      return false;
    }
    nextSpec = null;
    spec = next;
    spawnedSpec = next;
    variables.forEach((name, value) -> spawnedSpec = spawnedSpec.withVariable(name, value));
    return true;
  }

  /// Snapshot of the current state; the same object until the next change.
  ProcessInfo info() {
    ProcessInfo last = info;
    if (last == null || !matches(last)) {
      last =
          new ProcessInfo(
              id,
              spec,
              state,
              runNumber,
              pid,
              sinceMillis,
              startedMillis,
              resources,
              ports,
              liveness,
              daemon != null,
              startMethod);
      info = last;
    }
    return last;
  }

  @SuppressWarnings("ReferenceEquality")
  private boolean matches(ProcessInfo last) {
    return last.state() == state
        && last.spec() == spec
        && last.resources() == resources
        && last.ports() == ports
        && last.liveness() == liveness
        && last.startMethod() == startMethod
        && last.daemonized() == (daemon != null)
        && last.runNumber() == runNumber
        && last.pid() == pid
        && last.sinceMillis() == sinceMillis
        && last.startedMillis() == startedMillis;
  }
}
