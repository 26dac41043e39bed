package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessInfo.Resources;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of the [ProcessTable] and confined to it.
public final class ProcessEntry {
  final int id;
  final ProcessSpec spec;

  /// `spec` with the variables that were set since.
  ProcessSpec spawnedSpec;

  ProcessState state = new ProcessState.Idle();

  /// Counts the starts.
  int runNumber;

  /// Counts the states; a timer or an answer of an earlier turn is late.
  int stateVersion;

  /// Of the child, until it is reaped.
  long pid;

  long sinceMillis;
  long startedMillis;
  Resources resources = Resources.NONE;
  List<Integer> ports = List.of();

  /// Set exactly while the state is `Stopping`.
  @Nullable StopProgress stopProgress;

  /// It is to start as soon as what it depends on is there: `Waiting`, or `Failed` for the lack.
  boolean startPending;

  /// It is to be stopped as soon as nobody that needs it lives.
  boolean stopPending;

  /// Restarts in a row that nobody asked for.
  int restartAttempts;

  /// Since its last start it was ready.
  boolean wasReady;

  /// Since its last start somebody tries to reach a URL that it printed.
  boolean urlProbed;

  /// How the last child ended.
  ProcessState exitState = new ProcessState.Stopped(0, 0);

  /// What a paused one is when it goes on.
  ProcessState stateBeforePause = new ProcessState.Running();

  /// Why it is to start.
  String startCause = ProcessTable.CAUSE_REQUESTED;

  private @Nullable ProcessInfo info;

  public ProcessEntry(int id, ProcessSpec spec, long now) {
    this.id = id;
    this.spec = spec;
    this.spawnedSpec = spec;
    this.sinceMillis = now;
  }

  void setVariable(String name, String value) {
    spawnedSpec = spawnedSpec.withVariable(name, value);
  }

  /// The picture of it as it is now: the same object as long as nothing changes.
  public ProcessInfo info() {
    ProcessInfo last = info;
    if (last == null || !matches(last)) {
      last =
          new ProcessInfo(
              id, spec, state, runNumber, pid, sinceMillis, startedMillis, resources, ports);
      info = last;
    }
    return last;
  }

  @SuppressWarnings("ReferenceEquality")
  private boolean matches(ProcessInfo last) {
    return last.state() == state
        && last.resources() == resources
        && last.ports() == ports
        && last.runNumber() == runNumber
        && last.pid() == pid
        && last.sinceMillis() == sinceMillis
        && last.startedMillis() == startedMillis;
  }
}
