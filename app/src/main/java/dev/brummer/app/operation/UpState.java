package dev.brummer.app.operation;

import dev.brummer.app.operation.request.StartRequest;
import dev.brummer.app.operation.result.Outcome;
import dev.brummer.engine.fact.Reaction;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;

/// Decides whether a process is up. Any thread.
final class UpState {
  /// Time without output after which a running program that listens on no port counts as up: most
  /// servers listen or print something earlier.
  private static final long QUIET_MILLIS = 5_000;

  private final OperationContext context;

  UpState(OperationContext context) {
    this.context = context;
  }

  /// The outcome of a wait; `TIMED_OUT` while it goes on.
  Outcome outcome(ProcessInfo info, StartRequest.Until until) {
    return switch (until) {
      case NONE -> Outcome.MET;
      case EXIT ->
          ProcessStarts.isActive(info.state()) && !(info.state() instanceof ProcessState.Scheduled)
              ? Outcome.TIMED_OUT
              : Outcome.MET;
      case READY -> ready(info);
    };
  }

  private Outcome ready(ProcessInfo info) {
    return switch (info.state()) {
      case ProcessState.Ready _, ProcessState.Done _ -> Outcome.MET;
      case ProcessState.Failed _, ProcessState.Stopped _ -> Outcome.NOT_MET;
      case ProcessState.Scheduled it ->
          it.last() instanceof ProcessState.Failed ? Outcome.NOT_MET : Outcome.MET;
      case ProcessState.Running _ -> isUpWithoutPort(info);
      case ProcessState.Idle _,
          ProcessState.Waiting _,
          ProcessState.Starting _,
          ProcessState.Down _,
          ProcessState.Stopping _,
          ProcessState.Paused _,
          ProcessState.BackingOff _ ->
          Outcome.TIMED_OUT;
    };
  }

  /// A program without a declared readiness, such as a compiler in watch mode, is up once its tool
  /// says that it is done, or when it has been quiet.
  private Outcome isUpWithoutPort(ProcessInfo info) {
    if (!(info.spec().readiness() instanceof ReadinessProbe.Inferred)) {
      return Outcome.TIMED_OUT;
    }
    long now = context.now();
    Reaction reaction = context.facts().reaction(info.id(), info.startedMillis(), now);
    boolean done =
        reaction.reacted()
            && reaction.settled()
            && context.facts().process(info.id()).build() != null;
    long last = Math.max(info.startedMillis(), context.facts().lastOutputMillis(info.id()));
    return done || now - last >= QUIET_MILLIS ? Outcome.MET : Outcome.TIMED_OUT;
  }
}
