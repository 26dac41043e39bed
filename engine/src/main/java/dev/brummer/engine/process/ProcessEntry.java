package dev.brummer.engine.process;

import dev.brummer.engine.process.ProcessInfo.Resources;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of the [ProcessTable] and confined to it.
final class ProcessEntry {
  final int id;
  final ProcessSpec spec;

  ProcessState state = new ProcessState.Idle();

  /// Counts the starts.
  int epoch;

  /// Counts the states; a timer or an answer of an earlier turn is late.
  int turn;

  /// Of the child, until it is reaped.
  long pid;

  long sinceMillis;
  long startedMillis;
  Resources resources = Resources.NONE;
  List<Integer> ports = List.of();

  /// Set exactly while the state is `Stopping`.
  @Nullable Ending ending;

  ProcessEntry(int id, ProcessSpec spec, long now) {
    this.id = id;
    this.spec = spec;
    this.sinceMillis = now;
  }

  ProcessInfo info() {
    return new ProcessInfo(
        id, spec, state, epoch, pid, sinceMillis, startedMillis, resources, ports);
  }

  /// How far a stop has come.
  ///
  /// @param then the state to take when nothing is left; null until the child itself has ended
  /// @param looks how often the tree was looked at in this phase
  record Ending(Phase phase, @Nullable ProcessState then, boolean restart, int looks) {
    Ending in(Phase next) {
      return new Ending(next, then, restart, 0);
    }

    Ending after(ProcessState end) {
      return new Ending(phase, end, restart, looks);
    }

    Ending restarting(boolean wanted) {
      return new Ending(phase, then, wanted, looks);
    }

    Ending looked() {
      return new Ending(phase, then, restart, looks + 1);
    }
  }

  enum Phase {
    /// The tree was asked to end and has its grace.
    ASKED,
    /// It is being killed, again and again until nothing is left.
    KILLED,
    /// One last look, then it is given up.
    LAST
  }
}
