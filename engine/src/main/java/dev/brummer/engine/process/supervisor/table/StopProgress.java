package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.ProcessState;
import org.jspecify.annotations.Nullable;

/// How far the stop of a process has come.
///
/// @param endState the state to take when nothing is left; null until the child itself has ended
/// @param polls how often the tree was looked at in this phase
record StopProgress(Phase phase, @Nullable ProcessState endState, boolean restart, int polls) {
  /// It was just asked.
  static StopProgress requested(@Nullable ProcessState then, boolean restart) {
    return new StopProgress(Phase.REQUESTED, then, restart, 0);
  }

  StopProgress withPhase(Phase next) {
    return new StopProgress(next, endState, restart, 0);
  }

  StopProgress withEndState(ProcessState end) {
    return new StopProgress(phase, end, restart, polls);
  }

  StopProgress withRestart(boolean wanted) {
    return new StopProgress(phase, endState, wanted, polls);
  }

  StopProgress withNextPoll() {
    return new StopProgress(phase, endState, restart, polls + 1);
  }

  enum Phase {
    /// The tree was asked to end and has its grace.
    REQUESTED,
    /// It is being killed, again and again until nothing is left.
    KILLING,
    /// One last look, then it is given up.
    FINAL_CHECK
  }
}
