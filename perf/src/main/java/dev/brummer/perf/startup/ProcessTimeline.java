package dev.brummer.perf.startup;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.supervisor.ProcessTreeMeter;
import java.time.Duration;
import java.util.List;

/// What is known of one process in the round under way. Owner: the thread that runs the round.
/// Moments are of the monotonic clock in nanoseconds, 0 where there is none.
final class ProcessTimeline {
  /// A process of which nothing was said and that used next to nothing for so long does nothing any
  /// more to become ready.
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

  /// @param awaited false: the round may end without it
  ProcessTimeline(ReadinessProbe readiness, boolean awaited) {
    this.inferred = readiness instanceof ReadinessProbe.Inferred;
    this.awaited = awaited;
  }

  void onStarted(long now) {
    started = started == 0 ? now : started;
    ended = 0;
    idleSince = now;
  }

  void onReady(long now, String how) {
    ready = ready == 0 ? now : ready;
    evidence = how;
  }

  void onEnded(long now) {
    ended = now;
    stopped = stopping == 0 ? 0 : now;
  }

  /// As far as it has been told.
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

  /// Whether there is nothing to wait for any more.
  ///
  /// @param needed somebody waits for it
  boolean isSettled(ProcessState state, boolean needed, long now) {
    return switch (state) {
      case ProcessState.Ready _,
          ProcessState.Done _,
          ProcessState.Failed _,
          ProcessState.Stopped _ ->
          true;
      case ProcessState.Running _ -> !needed && (!awaited || isIdle(now));
      case ProcessState.Waiting _, ProcessState.BackingOff _ -> !awaited;
      case ProcessState.Idle _,
          ProcessState.Starting _,
          ProcessState.Stopping _,
          ProcessState.Paused _ ->
          false;
    };
  }

  private boolean isIdle(long now) {
    return inferred && idleSince != 0 && now - idleSince >= IDLE_PERIOD.toNanos();
  }

  /// @param cut the run was interrupted
  StartupOutcome outcome(ProcessState state, boolean cut, long now) {
    return switch (state) {
      case ProcessState.Ready it ->
          new StartupOutcome.Ready(evidence.isEmpty() ? it.evidence() : evidence);
      case ProcessState.Done it -> new StartupOutcome.Exited(it.code());
      case ProcessState.Failed it -> new StartupOutcome.Failed(it.reason());
      case ProcessState.Running _ when isIdle(now) || (inferred && !awaited) ->
          new StartupOutcome.Running();
      case ProcessState.Running _,
          ProcessState.Stopped _,
          ProcessState.Waiting _,
          ProcessState.BackingOff _,
          ProcessState.Idle _,
          ProcessState.Starting _,
          ProcessState.Stopping _,
          ProcessState.Paused _ ->
          cut
              ? new StartupOutcome.Interrupted(state.label())
              : new StartupOutcome.TimedOut(state.label());
    };
  }

  /// @param info as it was when the round was over
  /// @param zero when the round began
  ProcessStartup toStartup(
      ProcessInfo info, StartupOutcome outcome, long zero, List<String> lastLines) {
    boolean endedItself = stopping == 0 && ended != 0;
    return new ProcessStartup(
        info.name(),
        outcome,
        since(zero, started),
        since(zero, ready),
        endedItself ? since(zero, ended) : ProcessStartup.NEVER,
        info.spec().dependsOn(),
        (cpuWhenReady < 0 ? cpuMillis : cpuWhenReady) / 1e3,
        peakBytes,
        stopping == 0 || stopped == 0 ? ProcessStartup.NEVER : (stopped - stopping) / 1e9,
        lastLines);
  }

  private static double since(long zero, long moment) {
    return moment == 0 ? ProcessStartup.NEVER : (moment - zero) / 1e9;
  }
}
