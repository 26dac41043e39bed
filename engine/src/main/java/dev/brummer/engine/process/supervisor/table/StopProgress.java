package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.ProcessState;
import org.jspecify.annotations.Nullable;

/// How far the stop of a process has come.
///
/// @param then the state to take when nothing is left; null until the child itself has ended
/// @param looks how often the tree was looked at in this phase
record StopProgress(Phase phase, @Nullable ProcessState then, boolean restart, int looks) {
  /// It was just asked.
  static StopProgress asked(@Nullable ProcessState then, boolean restart) {
    return new StopProgress(Phase.ASKED, then, restart, 0);
  }

  StopProgress in(Phase next) {
    return new StopProgress(next, then, restart, 0);
  }

  StopProgress after(ProcessState end) {
    return new StopProgress(phase, end, restart, looks);
  }

  StopProgress restarting(boolean wanted) {
    return new StopProgress(phase, then, wanted, looks);
  }

  StopProgress looked() {
    return new StopProgress(phase, then, restart, looks + 1);
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
