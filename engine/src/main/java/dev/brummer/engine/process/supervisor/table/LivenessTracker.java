package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.LivenessPolicy;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;

/// Decides from the results of the liveness probe whether a process is still alive. Part of the
/// [ProcessTable] and confined to its thread.
///
/// A process that job control has suspended cannot answer and is not judged; neither is one that is
/// being stopped.
final class LivenessTracker {
  static final String NOT_ALIVE = "not alive";

  private final EffectBuffer out;

  LivenessTracker(EffectBuffer out) {
    this.out = out;
  }

  /// Starts the probe of a new run.
  void startProbe(ProcessEntry e) {
    LivenessPolicy policy = e.spec.liveness();
    if (policy != null) {
      out.add(new ProcessEffect.WatchLiveness(e.id, e.runNumber, policy));
    }
  }

  /// Records a result.
  ///
  /// @return true if the process must be stopped because it is not alive
  boolean onProbed(ProcessEntry e, ProcessCommand.LivenessProbed it) {
    LivenessPolicy policy = e.spec.liveness();
    if (policy == null || it.runNumber() != e.runNumber || !isJudged(e)) {
      return false;
    }
    e.liveness = new ProcessInfo.Liveness(it.failures(), it.failures() == 0 ? "" : it.text());
    if (it.failures() < policy.timing().failureThreshold()) {
      return false;
    }
    out.publishNotice(e, NOT_ALIVE + ": " + it.text() + failures(it.failures()));
    return true;
  }

  private static String failures(int count) {
    return count == 1 ? "" : ", " + count + " failures in a row";
  }

  private static boolean isJudged(ProcessEntry e) {
    return e.stopProgress == null
        && !e.stopPending
        && switch (e.state) {
          case ProcessState.Running _, ProcessState.Ready _, ProcessState.Down _ -> true;
          case ProcessState.Idle _,
              ProcessState.Waiting _,
              ProcessState.Starting _,
              ProcessState.Stopping _,
              ProcessState.Paused _,
              ProcessState.Done _,
              ProcessState.Stopped _,
              ProcessState.Failed _,
              ProcessState.Scheduled _,
              ProcessState.BackingOff _ ->
              false;
        };
  }
}
