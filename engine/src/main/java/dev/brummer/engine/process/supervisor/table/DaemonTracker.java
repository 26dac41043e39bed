package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.LivenessPolicy;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;

/// Follows a process whose command forks into the background and exits. Part of the [ProcessTable]
/// and confined to its thread.
///
///     exit 0 ─▶ search the tree ─┬─ members ─────────▶ runs as long as there are members
///                                ├─ none, a probe ───▶ runs until the probe, once good, is lost
///                                └─ none ────────────▶ has ended like any process
///
/// The exited command stays a zombie meanwhile: its session identifies the tree, keeps the terminal
/// open, and its streams are read on.
final class DaemonTracker {
  static final String ENDED = "daemon ended";
  static final long SEARCH_INTERVAL_MILLIS = 500;

  private final EffectBuffer out;

  DaemonTracker(EffectBuffer out) {
    this.out = out;
  }

  /// What a search has shown.
  enum Verdict {
    /// It runs, or the result is of no importance any more.
    RUNS,
    /// The command has left nothing.
    NEVER_RAN,
    ENDED
  }

  /// Takes over a process whose command has exited successfully on its own.
  ///
  /// @return false if the exit is the end of the process
  boolean takesOver(ProcessEntry e, ProcessCommand.Exited exit) {
    boolean success = exit.signal() == 0 && e.spec.successCodes().contains(exit.code());
    if (!e.spec.daemon() || !success || e.stopProgress != null || !e.state.alive()) {
      return false;
    }
    e.daemon = new DaemonRecord(exit, DaemonRecord.Phase.SEARCHED);
    out.add(new ProcessEffect.FindDaemon(e.id, e.runNumber));
    return true;
  }

  /// The time for the next search has come.
  void onSearchDue(ProcessEntry e, ProcessCommand.DaemonSearchDue it) {
    if (it.runNumber() == e.runNumber && e.daemon != null && e.stopProgress == null) {
      out.add(new ProcessEffect.FindDaemon(e.id, e.runNumber));
    }
  }

  Verdict onFound(ProcessEntry e, ProcessCommand.DaemonFound it) {
    DaemonRecord daemon = e.daemon;
    if (it.runNumber() != e.runNumber || daemon == null || e.stopProgress != null) {
      return Verdict.RUNS;
    }
    e.pid = it.pid();
    DaemonRecord.Phase phase = phase(e, it);
    if (phase == DaemonRecord.Phase.SEARCHED) {
      return daemon.phase() == phase ? Verdict.NEVER_RAN : Verdict.ENDED;
    }
    if (phase != daemon.phase()) {
      e.daemon = daemon.withPhase(phase);
      if (phase == DaemonRecord.Phase.OUTSIDE) {
        out.add(new ProcessEffect.RepeatProbe(e.id, e.runNumber)); // its server may have ended
      }
      out.appendNote(
          e,
          phase == DaemonRecord.Phase.IN_TREE
              ? "runs in the background: " + it.description()
              : "runs outside of brummer, as long as its probe succeeds");
    }
    out.add(new ProcessEffect.AwaitDaemonSearch(e.id, e.runNumber, SEARCH_INTERVAL_MILLIS));
    return Verdict.RUNS;
  }

  /// @return `SEARCHED` if nothing shows that the daemon runs
  private static DaemonRecord.Phase phase(ProcessEntry e, ProcessCommand.DaemonFound it) {
    if (it.pid() != 0) {
      return DaemonRecord.Phase.IN_TREE;
    }
    boolean lost = e.state instanceof ProcessState.Down;
    return hasActiveProbe(e) && !lost ? DaemonRecord.Phase.OUTSIDE : DaemonRecord.Phase.SEARCHED;
  }

  private static boolean hasActiveProbe(ProcessEntry e) {
    LivenessPolicy liveness = e.spec.liveness();
    return liveness != null
        || switch (e.spec.readiness()) {
          case ReadinessProbe.Http _, ReadinessProbe.Tcp _, ReadinessProbe.Exec _ -> true;
          case ReadinessProbe.Inferred _, ReadinessProbe.Port _, ReadinessProbe.Log _ -> false;
        };
  }
}
