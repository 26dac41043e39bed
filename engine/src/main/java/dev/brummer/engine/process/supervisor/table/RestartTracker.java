package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.RestartPolicy;

/// Applies the restart policy to runs that ended without a request. Part of the [ProcessTable] and
/// confined to its thread.
final class RestartTracker {
  private final EffectBuffer out;

  RestartTracker(EffectBuffer out) {
    this.out = out;
  }

  /// Ends a run, or schedules the next one.
  ///
  /// @param how cause of the transition
  /// @param allowed false while starts are disabled
  void onEnded(
      ProcessEntry e, ProcessCommand.Exited it, String how, boolean success, boolean allowed) {
    RestartPolicy policy = e.spec.restart();
    long uptime = out.now() - e.startedMillis;
    if (uptime >= policy.resetAfter().toMillis()) {
      e.restartAttempts = 0;
    }
    if (!policy.appliesTo(success) || !allowed) {
      out.transitionToInactive(e, e.exitState, how);
    } else if (uptime < policy.minUptime().toMillis()) {
      String least = policy.minUptime().toMillis() / 1000.0 + " s";
      endWithNote(e, how, "not restarted: it ran for less than " + least);
    } else if (e.restartAttempts < policy.maxAttempts()) {
      backOff(e, how);
    } else if (policy.countsAllRestarts()) {
      endWithNote(e, how, "not restarted: " + policy.maxAttempts() + " restarts are the limit");
    } else {
      endInCrashLoop(e, it, how);
    }
  }

  private void endWithNote(ProcessEntry e, String how, String note) {
    out.transitionToInactive(e, e.exitState, how);
    out.appendNote(e, note);
  }

  private void endInCrashLoop(ProcessEntry e, ProcessCommand.Exited it, String how) {
    out.transitionToInactive(e, new ProcessState.Failed("crash loop", it.code(), it.signal()), how);
    out.publishNotice(
        e,
        "crash loop: exited %d times in a row shortly after its start; not restarted again"
            .formatted(e.restartAttempts + 1));
  }

  private void backOff(ProcessEntry e, String how) {
    long delay = e.spec.restart().delay(e.restartAttempts).toMillis();
    e.restartAttempts++;
    out.transitionToInactive(
        e, new ProcessState.BackingOff(e.restartAttempts, out.now() + delay), how);
    out.appendNote(e, "restarting in " + delay / 1000.0 + " s, attempt " + e.restartAttempts);
    out.startTimer(e, ProcessCommand.TimerPurpose.BACK_OFF, delay);
  }
}
