package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.OutputTap;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import java.util.List;

/// What the thread `processes` is told: wishes of people and agents, and facts from outside.
///
/// Facts carry what they are about, so that late ones are known to be late: `epoch` is the start
/// they belong to, `turn` the state.
public sealed interface ProcessCommand {
  record Register(int id, ProcessSpec spec) implements ProcessCommand {}

  record Start(int id) implements ProcessCommand {}

  record Stop(int id) implements ProcessCommand {}

  record Kill(int id) implements ProcessCommand {}

  record Restart(int id) implements ProcessCommand {}

  /// Sets an environment variable for the next starts.
  record SetVariable(int id, String name, String value) implements ProcessCommand {}

  record StopAll() implements ProcessCommand {}

  record KillAll() implements ProcessCommand {}

  /// Stops all, and nothing is started any more.
  record ShutDown() implements ProcessCommand {}

  record Input(int id, byte[] bytes) implements ProcessCommand {}

  record Resize(int columns, int rows) implements ProcessCommand {}

  /// Somebody sees what it prints, on a terminal of that size.
  record Attach(int id, OutputTap tap, int columns, int rows) implements ProcessCommand {}

  record Detach(int id) implements ProcessCommand {}

  record Spawned(int id, int runNumber, long pid) implements ProcessCommand {}

  record SpawnFailed(int id, int runNumber, String reason, String message)
      implements ProcessCommand {}

  /// The child has ended and all it printed is stored; it is still a zombie.
  record Exited(int id, int runNumber, int code, int signal) implements ProcessCommand {}

  /// Nobody holds the other end of its terminal or pipes any more, and its reader is gone.
  record OutputEnded(int id, int runNumber) implements ProcessCommand {}

  /// Answers [ProcessEffect.FindTree] with the living of the tree, like `sleep (pid 4121)`.
  record TreeFound(int id, int stateVersion, int signal, boolean restart, List<String> members)
      implements ProcessCommand {}

  /// A timer has run out.
  record TimerFired(int id, int stateVersion, TimerPurpose purpose) implements ProcessCommand {}

  /// The ports that the tree listens on have changed.
  record PortsChanged(int id, int runNumber, List<Integer> ports) implements ProcessCommand {}

  /// @param paused the child itself is stopped by job control
  record Sampled(int id, int runNumber, ProcessInfo.Resources resources, boolean paused)
      implements ProcessCommand {}

  /// It printed a URL of this machine.
  record UrlPrinted(int id, String url) implements ProcessCommand {}

  /// What its [ReadinessProbe] asks for was seen, or what it printed answers.
  record ReadinessObserved(int id, int runNumber, String evidence) implements ProcessCommand {}

  /// Answers [ProcessEffect.RunStop]; `trouble` is a sentence, or empty.
  record StopCommandEnded(int id, int stateVersion, String error) implements ProcessCommand {}

  /// Answers [ProcessEffect.DiagnoseFailure] with what is known about the failure of this start.
  record FailureDiagnosed(int id, int runNumber, String message) implements ProcessCommand {}

  /// What a timer is for.
  enum TimerPurpose {
    /// The end of the grace, or of our patience with a killed process.
    DEADLINE,
    /// Time to look again who of the tree is left.
    POLL_TREE,
    /// The pause before a restart is over.
    BACK_OFF,
    /// It has waited for others so long that somebody should be told.
    LONG_WAIT
  }
}
