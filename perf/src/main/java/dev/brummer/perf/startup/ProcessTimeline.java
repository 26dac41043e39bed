package dev.brummer.perf.startup;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.supervisor.ProcessTreeMeter;
import java.time.Duration;
import java.util.List;

/// Records the startup of one process in the current round. Confined to the thread that runs the
/// round. Times are `System.nanoTime` values, 0 if missing.
final class ProcessTimeline {
  /// A process without a declared readiness that uses almost no CPU for this long counts as idle.
  static final Duration IDLE_PERIOD = Duration.ofSeconds(5);

  private static final long MAX_IDLE_CPU_MILLIS = 250;

  private final boolean inferred;
  private final boolean awaited;
  private long started;
  private long ready;
  private long ended;
  private long stopping;
  private long stopped;
  private String evidence = "";
  private long cpuMillis;
  private long cpuWhenReady = -1;
  private long peakBytes;
  private long idleSince;
  private long idleCpuMillis;

  /// @param awaited false if the round does not wait for it
  ProcessTimeline(ReadinessProbe readiness, boolean awaited) {
    this.inferred = readiness instanceof ReadinessProbe.Inferred;
    this.awaited = awaited;
  }

  void onStarted(long now) {
    started = started == 0 ? now : started;
    ended = 0;
    idleSince = now;
  }

  void onReady(long now, String detection) {
    ready = ready == 0 ? now : ready;
    evidence = detection;
  }

  void onEnded(long now) {
    ended = now;
    stopped = stopping == 0 ? 0 : now;
  }

  /// Returns whether it runs, according to the applied events.
  boolean isAlive() {
    return started != 0 && ended == 0;
  }

  void onStopping(long now) {
    stopping = stopping == 0 ? now : stopping;
  }

  void onUsage(ProcessTreeMeter.Usage usage, long now) {
    cpuMillis = Math.max(cpuMillis, usage.cpuMillis());
    peakBytes = Math.max(peakBytes, usage.rssBytes());
    if (ready != 0 && cpuWhenReady < 0) {
      cpuWhenReady = cpuMillis;
    }
    if (idleSince == 0 || cpuMillis - idleCpuMillis > MAX_IDLE_CPU_MILLIS) {
      idleSince = now;
      idleCpuMillis = cpuMillis;
    }
  }

  /// Returns whether there is nothing left to wait for.
  ///
  /// @param needed another process waits for it
  boolean isSettled(ProcessState state, boolean needed, long now) {
    return switch (state) {
      case ProcessState.Ready _,
          ProcessState.Done _,
          ProcessState.Failed _,
          ProcessState.Scheduled _,
          ProcessState.Stopped _ ->
          true;
      case ProcessState.Running _ -> !needed && (!awaited || isIdle(now));
      case ProcessState.Waiting _, ProcessState.BackingOff _ -> !awaited;
      case ProcessState.Idle _,
          ProcessState.Starting _,
          ProcessState.Down _,
          ProcessState.Stopping _,
          ProcessState.Paused _ ->
          false;
    };
  }

  private boolean isIdle(long now) {
    return inferred && idleSince != 0 && now - idleSince >= IDLE_PERIOD.toNanos();
  }

  /// @param interrupted the run was interrupted
  StartupOutcome outcome(ProcessState state, boolean interrupted, long now) {
    return switch (state) {
      case ProcessState.Ready current ->
          new StartupOutcome.Ready(evidence.isEmpty() ? current.evidence() : evidence);
      case ProcessState.Done current -> new StartupOutcome.Exited(current.code());
      case ProcessState.Failed current -> new StartupOutcome.Failed(current.reason());
      case ProcessState.Scheduled _ -> new StartupOutcome.Running();
      case ProcessState.Running _ when isIdle(now) || (inferred && !awaited) ->
          new StartupOutcome.Running();
      case ProcessState.Running _,
          ProcessState.Stopped _,
          ProcessState.Waiting _,
          ProcessState.BackingOff _,
          ProcessState.Idle _,
          ProcessState.Starting _,
          ProcessState.Down _,
          ProcessState.Stopping _,
          ProcessState.Paused _ ->
          interrupted
              ? new StartupOutcome.Interrupted(state.label())
              : new StartupOutcome.TimedOut(state.label());
    };
  }

  /// @param info state at the end of the round
  /// @param zero start of the round
  ProcessStartupTimes toStartup(
      ProcessInfo info, StartupOutcome outcome, long zero, List<String> lastLines) {
    boolean exitedUnasked = stopping == 0 && ended != 0;
    return new ProcessStartupTimes(
        info.name(),
        outcome,
        since(zero, started),
        since(zero, ready),
        exitedUnasked ? since(zero, ended) : ProcessStartupTimes.NEVER,
        info.spec().dependsOn(),
        (cpuWhenReady < 0 ? cpuMillis : cpuWhenReady) / 1e3,
        peakBytes,
        stopping == 0 || stopped == 0 ? ProcessStartupTimes.NEVER : (stopped - stopping) / 1e9,
        lastLines);
  }

  private static double since(long zero, long nanos) {
    return nanos == 0 ? ProcessStartupTimes.NEVER : (nanos - zero) / 1e9;
  }
}
