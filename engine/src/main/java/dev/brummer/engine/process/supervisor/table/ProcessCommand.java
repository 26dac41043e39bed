package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.OutputTap;
import dev.brummer.engine.process.PortIdentity;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.StartMethod;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Input of the [ProcessTable]: commands of users and agents, and observations.
///
/// Observations identify the run (`runNumber`) or state (`stateVersion`) that they belong to, so
/// late ones can be ignored. `by` names the client that requests a change; it is empty for the user
/// of the terminal.
public sealed interface ProcessCommand {
  record Register(int id, ProcessSpec spec) implements ProcessCommand {}

  /// Replaces the definition of a process. One that runs is stopped by its old definition and
  /// started by the new one; another one has the new one from its next start on.
  record Redefine(int id, ProcessSpec spec, String by) implements ProcessCommand {}

  /// Stops a process; then it is forgotten.
  record Remove(int id, String by) implements ProcessCommand {}

  record Start(int id, String by) implements ProcessCommand {
    /// Requested by the user.
    public Start(int id) {
      this(id, "");
    }
  }

  record Stop(int id, String by) implements ProcessCommand {
    /// Requested by the user.
    public Stop(int id) {
      this(id, "");
    }
  }

  record Kill(int id, String by) implements ProcessCommand {
    /// Requested by the user.
    public Kill(int id) {
      this(id, "");
    }
  }

  record Restart(int id, String by) implements ProcessCommand {
    /// Requested by the user.
    public Restart(int id) {
      this(id, "");
    }
  }

  /// Sets an environment variable for the next starts.
  record SetVariable(int id, String name, String value) implements ProcessCommand {}

  record StopAll() implements ProcessCommand {}

  record KillAll() implements ProcessCommand {}

  /// Stops all processes and disables starts.
  record ShutDown() implements ProcessCommand {}

  record Input(int id, byte[] bytes) implements ProcessCommand {}

  record Resize(int columns, int rows) implements ProcessCommand {}

  /// Attaches a tap with a terminal size.
  record Attach(int id, OutputTap tap, int columns, int rows) implements ProcessCommand {}

  record Detach(int id) implements ProcessCommand {}

  /// @param method null unless it runs a script of a `package.json`
  record Spawned(int id, int runNumber, long pid, @Nullable StartMethod method)
      implements ProcessCommand {
    /// A child that runs no such script.
    public Spawned(int id, int runNumber, long pid) {
      this(id, runNumber, pid, null);
    }
  }

  record SpawnFailed(int id, int runNumber, String reason, String message)
      implements ProcessCommand {}

  /// The child has exited, its output is stored, and it is still a zombie.
  record Exited(int id, int runNumber, int code, int signal) implements ProcessCommand {}

  /// No process holds a stream of the child open, and its reader thread has ended.
  record OutputEnded(int id, int runNumber) implements ProcessCommand {}

  /// Result of [ProcessEffect.FindTree].
  ///
  /// @param members live members of the tree, such as `sleep (pid 4121)`
  record TreeFound(int id, int stateVersion, int signal, boolean restart, List<String> members)
      implements ProcessCommand {}

  /// A timer has fired.
  record TimerFired(int id, int stateVersion, TimerPurpose purpose) implements ProcessCommand {}

  /// The listening ports of the tree have changed.
  record PortsChanged(int id, int runNumber, List<Integer> ports) implements ProcessCommand {}

  /// Resource usage of the tree.
  ///
  /// @param paused the child is suspended by job control
  record Sampled(int id, int runNumber, ProcessInfo.Resources resources, boolean paused)
      implements ProcessCommand {}

  /// The process has printed a local URL.
  record UrlPrinted(int id, String url) implements ProcessCommand {}

  /// A port has been open long enough for its URL to be printed.
  record PortDue(int id, int runNumber, int port) implements ProcessCommand {}

  /// Result of [ProcessEffect.IdentifyPort].
  record PortIdentified(int id, int runNumber, int port, PortIdentity identity)
      implements ProcessCommand {}

  /// A part of the wait for the next scheduled start has ended.
  ///
  /// @param version wait that has ended
  record ScheduleDue(int id, int version) implements ProcessCommand {}

  /// A readiness probe has succeeded.
  record ReadinessObserved(int id, int runNumber, String evidence) implements ProcessCommand {}

  /// Probes that watch the readiness have failed.
  ///
  /// @param reason completes a sentence, such as "http://localhost:3000/health returned 503"
  record ReadinessLost(int id, int runNumber, String reason) implements ProcessCommand {}

  /// A liveness probe has failed, or has succeeded after a failure.
  ///
  /// @param failures failures in a row, 0 after a success
  /// @param text the evidence, or the reason of the last failure
  record LivenessProbed(int id, int runNumber, int failures, String text)
      implements ProcessCommand {}

  /// A line of a run matches a pattern that a dependent awaits.
  record LineMatched(int id, int runNumber, Pattern pattern) implements ProcessCommand {}

  /// Result of [ProcessEffect.AwaitDaemonSearch].
  record DaemonSearchDue(int id, int runNumber) implements ProcessCommand {}

  /// Result of [ProcessEffect.FindDaemon].
  ///
  /// @param pid pid of the oldest member of the tree, 0 without any
  /// @param description the member, such as `postgres (pid 4121)`; empty without any
  record DaemonFound(int id, int runNumber, long pid, String description)
      implements ProcessCommand {}

  /// Result of [ProcessEffect.RunStop].
  ///
  /// @param error a sentence, empty after success
  record StopCommandEnded(int id, int stateVersion, String error) implements ProcessCommand {}

  /// Result of [ProcessEffect.DiagnoseFailure] with a known cause.
  record FailureDiagnosed(int id, int runNumber, String message) implements ProcessCommand {}

  /// Purpose of a timer.
  enum TimerPurpose {
    /// End of the grace period, or of the time a killed process has to disappear.
    DEADLINE,
    /// Next scan for remaining members of the tree.
    POLL_TREE,
    /// End of the delay before a restart.
    BACK_OFF,
    /// Notice about a long wait for dependencies.
    LONG_WAIT,
    /// End of the time in which a server may restart without being down.
    CONFIRM_DOWN
  }
}
