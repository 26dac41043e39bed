package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.Tap;
import java.util.List;

/// What the thread `processes` is told: wishes of people and agents, and facts from outside.
///
/// Facts carry what they are about, so that late ones are known to be late: `epoch` is the start
/// they belong to, `turn` the state.
public sealed interface Command {
  record Define(int id, ProcessSpec spec) implements Command {}

  record Start(int id) implements Command {}

  record Stop(int id) implements Command {}

  record Kill(int id) implements Command {}

  record Restart(int id) implements Command {}

  record StopAll() implements Command {}

  record KillAll() implements Command {}

  /// Stops all, and nothing is started any more.
  record ShutDown() implements Command {}

  record Input(int id, byte[] bytes) implements Command {}

  record Resize(int columns, int rows) implements Command {}

  /// Somebody sees what it prints, on a terminal of that size.
  record Attach(int id, Tap tap, int columns, int rows) implements Command {}

  record Detach(int id) implements Command {}

  record Spawned(int id, int epoch, long pid) implements Command {}

  record NotSpawned(int id, int epoch, String word, String sentence) implements Command {}

  /// The child has ended and all it printed is stored; it is still a zombie.
  record Exited(int id, int epoch, int code, int signal) implements Command {}

  /// Nobody holds the other end of its terminal or pipes any more, and its reader is gone.
  record OutputEnded(int id, int epoch) implements Command {}

  /// Answers [Effect.FindTree] with the living of the tree, like `sleep (pid 4121)`.
  record TreeFound(int id, int turn, int signal, boolean restart, List<String> members)
      implements Command {}

  /// A timer has run out.
  record Elapsed(int id, int turn, Wait purpose) implements Command {}

  /// The ports that the tree listens on have changed.
  record Listening(int id, int epoch, List<Integer> ports) implements Command {}

  /// @param paused the child itself is stopped by job control
  record Sampled(int id, int epoch, ProcessInfo.Resources resources, boolean paused)
      implements Command {}

  /// It printed a URL of this machine.
  record Printed(int id, String url) implements Command {}

  /// What its [Readiness] asks for was seen, or what it printed answers.
  record Shown(int id, int epoch, String evidence) implements Command {}

  /// Answers [Effect.RunStop]; `trouble` is a sentence, or empty.
  record StopCommandEnded(int id, int turn, String trouble) implements Command {}

  /// Answers [Effect.Explain] with what is known about the failure of this start.
  record Explained(int id, int epoch, String sentence) implements Command {}

  /// What a timer is for.
  enum Wait {
    /// The end of the grace, or of our patience with a killed process.
    DEADLINE,
    /// Time to look again who of the tree is left.
    LOOK_AGAIN,
    /// The pause before a restart is over.
    BACK_OFF,
    /// It has waited for others so long that somebody should be told.
    LONG_WAIT
  }
}
