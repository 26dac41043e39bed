package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.ProcessState;
import org.jspecify.annotations.Nullable;

/// Progress of the stop of one process.
///
/// @param endState state after the end of the whole tree; null until the exit of the child
/// @param restart start the process again after its end
/// @param polls scheduled scans of the tree in this phase
record StopProgress(Phase phase, @Nullable ProcessState endState, boolean restart, int polls) {
  static StopProgress requested(@Nullable ProcessState endState, boolean restart) {
    return new StopProgress(Phase.REQUESTED, endState, restart, 0);
  }

  StopProgress withPhase(Phase next) {
    return new StopProgress(next, endState, restart, 0);
  }

  StopProgress withEndState(ProcessState end) {
    return new StopProgress(phase, end, restart, polls);
  }

  StopProgress withRestart(boolean value) {
    return new StopProgress(phase, endState, value, polls);
  }

  StopProgress withNextPoll() {
    return new StopProgress(phase, endState, restart, polls + 1);
  }

  enum Phase {
    /// The stop signal or command was sent; the grace period runs.
    REQUESTED,
    /// SIGKILL is sent repeatedly until the tree is gone.
    KILLING,
    /// Last scan before the stop is given up.
    FINAL_CHECK
  }
}
