package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.LivenessPolicy;
import dev.brummer.engine.process.OutputTap;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ReadinessProbe;
import java.util.regex.Pattern;

/// Output of a step of the [ProcessTable], performed in order by the thread `processes`.
public sealed interface ProcessEffect {
  /// A removed process has ended: it is no longer listed.
  record Forget(int id, String name) implements ProcessEffect {}

  /// Performed in order once no command is waiting.
  sealed interface Deferred extends ProcessEffect {}

  /// Needs a scan of the process trees.
  sealed interface NeedsTrees extends Deferred {}

  /// Results in `Spawned` or `SpawnFailed` before any other command.
  record Spawn(int id, int runNumber, ProcessSpec spec) implements ProcessEffect {}

  /// Starts the reader thread of the child.
  record StartReading(int id, int runNumber) implements ProcessEffect {}

  /// Signals the whole tree.
  ///
  /// @param leaderOnly signals the child only, as long as it lives
  record Signal(int id, int signal, boolean leaderOnly) implements NeedsTrees {
    /// Signals the whole tree.
    public Signal(int id, int signal) {
      this(id, signal, false);
    }
  }

  /// Finds the live members of the tree. Results in `TreeFound`, which repeats the other
  /// components.
  record FindTree(int id, int stateVersion, int signal, boolean restart) implements NeedsTrees {}

  /// Finds the members of the tree of a daemon, apart from commands that brummer runs for it.
  /// Results in `DaemonFound`.
  record FindDaemon(int id, int runNumber) implements Deferred {}

  /// Results in `DaemonSearchDue` after a delay in milliseconds.
  record AwaitDaemonSearch(int id, int runNumber, long millis) implements ProcessEffect {}

  /// Releases the pid of an exited child. Until then its session identifies the members of its
  /// tree: the last opportunity to learn the processes that it orphans.
  record Reap(int id, int runNumber) implements NeedsTrees {}

  /// Closes the terminal or pipes of the child.
  record CloseStreams(int id, int runNumber) implements Deferred {}

  /// Results in `TimerFired` after a delay in milliseconds.
  record StartTimer(int id, int stateVersion, ProcessCommand.TimerPurpose purpose, long millis)
      implements ProcessEffect {}

  /// Runs the stop command. Results in `StopCommandEnded`.
  record RunStop(int id, int runNumber, int stateVersion) implements ProcessEffect {}

  /// Repeats a readiness probe until it succeeds or the child exits. Results in
  /// `ReadinessObserved`.
  record RunProbe(int id, int runNumber, ReadinessProbe probe) implements ProcessEffect {}

  /// Repeats a connection attempt to the host and port of a printed URL. Results in
  /// `ReadinessObserved`.
  record ProbeUrl(int id, int runNumber, String url) implements ProcessEffect {}

  /// Repeats a probe that has succeeded as long as the child lives, and at once after a
  /// [RepeatProbe]. Results in `ReadinessLost` and `ReadinessObserved`.
  record WatchReadiness(int id, int runNumber, ReadinessProbe probe) implements ProcessEffect {}

  /// Like [WatchReadiness], for connections to the host and port of a printed URL.
  record WatchUrl(int id, int runNumber, String url) implements ProcessEffect {}

  /// Repeats the liveness probe as long as the child lives. Results in `LivenessProbed`.
  record WatchLiveness(int id, int runNumber, LivenessPolicy policy) implements ProcessEffect {}

  /// Searches the lines that a run has printed and will print for the first match. Results in
  /// `LineMatched`.
  record WatchLine(int id, int runNumber, Pattern pattern) implements ProcessEffect {}

  /// Lets the probe that watches the readiness of a run try again now.
  record RepeatProbe(int id, int runNumber) implements ProcessEffect {}

  /// Ends the probes of a run that is being stopped: their commands belong to the tree that must
  /// become empty.
  record CancelProbes(int id, int runNumber) implements ProcessEffect {}

  /// Results in `PortDue` after a delay in milliseconds.
  record AwaitPort(int id, int runNumber, int port, long millis) implements ProcessEffect {}

  /// Results in `ScheduleDue` after a delay in milliseconds.
  record AwaitSchedule(int id, int version, long millis) implements ProcessEffect {}

  /// Asks a port once which protocol it speaks. Results in `PortIdentified`.
  record IdentifyPort(int id, int runNumber, int port) implements ProcessEffect {}

  /// Searches for the cause of a failure. Results in `FailureDiagnosed` if one is found.
  record DiagnoseFailure(int id, int runNumber) implements ProcessEffect {}

  record WriteInput(int id, byte[] bytes) implements ProcessEffect {}

  record ResizeTerminals(int columns, int rows) implements ProcessEffect {}

  record AttachTap(int id, OutputTap tap, int columns, int rows) implements ProcessEffect {}

  record DetachTap(int id) implements ProcessEffect {}

  record Publish(Event event) implements ProcessEffect {}

  /// Appends a line by brummer itself to the log of the process.
  record AppendNote(int id, String text) implements ProcessEffect {}
}
