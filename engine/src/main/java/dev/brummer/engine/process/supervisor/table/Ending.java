package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.ProcessState;
import org.jspecify.annotations.Nullable;

/// How far the stop of a process has come.
///
/// @param then the state to take when nothing is left; null until the child itself has ended
/// @param looks how often the tree was looked at in this phase
record Ending(Phase phase, @Nullable ProcessState then, boolean restart, int looks) {
  /// It was just asked.
  static Ending asked(@Nullable ProcessState then, boolean restart) {
    return new Ending(Phase.ASKED, then, restart, 0);
  }

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

  enum Phase {
    /// The tree was asked to end and has its grace.
    ASKED,
    /// It is being killed, again and again until nothing is left.
    KILLED,
    /// One last look, then it is given up.
    LAST
  }
}
