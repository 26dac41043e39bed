package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.LivenessPolicy;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;

/// Decides from the results of its probes whether a process must be stopped: it is not alive, or
/// not ready although its definition requires that. Part of the [ProcessTable] and confined to its
/// thread.
///
/// A process that job control has suspended cannot answer and is not judged; neither is one that is
/// being stopped.
final class LivenessTracker {
  private static final String NOT_ALIVE = "not alive";
  private static final String NOT_READY = "not ready";

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
    return condemn(e, new ProbeFailure(NOT_ALIVE, it.text()), it.failures());
  }

  /// Records that the readiness probe has failed as often as it may.
  ///
  /// @return true if the process must be stopped because of that
  boolean onReadinessLost(ProcessEntry e, ProcessCommand.ReadinessLost it) {
    return e.spec.stopsUnready()
        && it.runNumber() == e.runNumber
        && isJudged(e)
        && condemn(
            e, new ProbeFailure(NOT_READY, it.reason()), e.spec.probeTiming().failureThreshold());
  }

  private boolean condemn(ProcessEntry e, ProbeFailure failure, int failures) {
    e.probeFailure = failure;
    out.publishNotice(e, failure.sentence() + failures(failures));
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
