package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.ProcessState;
import org.jspecify.annotations.Nullable;

/// Progress of the stop of one process.
///
/// @param endState state after the end of the whole tree; null until the exit of the child
/// @param next what follows the end
/// @param polls scheduled scans of the tree in this phase
/// @param commandRunning the stop command runs: an empty tree does not end the stop yet
record StopProgress(
    Phase phase, @Nullable ProcessState endState, Next next, int polls, boolean commandRunning) {
  static StopProgress requested(@Nullable ProcessState endState, Next next) {
    return new StopProgress(Phase.REQUESTED, endState, next, 0, false);
  }

  StopProgress withPhase(Phase other) {
    return new StopProgress(other, endState, next, 0, false);
  }

  StopProgress withEndState(ProcessState end) {
    return new StopProgress(phase, end, next, polls, commandRunning);
  }

  StopProgress withNext(Next value) {
    return new StopProgress(phase, endState, value, polls, commandRunning);
  }

  StopProgress withNextPoll() {
    return new StopProgress(phase, endState, next, polls + 1, commandRunning);
  }

  StopProgress withCommandRunning(boolean value) {
    return new StopProgress(phase, endState, next, polls, value);
  }

  enum Phase {
    /// The stop signal, command or input was sent; the grace period runs.
    REQUESTED,
    /// SIGKILL is sent repeatedly until the tree is gone.
    KILLING,
    /// Last scan before the stop is given up.
    FINAL_CHECK
  }

  /// What follows the end of a stop.
  enum Next {
    /// The process stays stopped.
    REST,
    /// The process is started again, as requested.
    START,
    /// The process was not alive: its restart policy decides.
    RECOVER;

    static Next of(boolean restart) {
      return restart ? START : REST;
    }
  }
}
