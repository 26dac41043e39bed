package dev.brummer.app.operation;

import dev.brummer.app.operation.request.StartRequest;
import dev.brummer.app.operation.result.ErrorItem;
import dev.brummer.app.operation.result.Outcome;
import dev.brummer.app.operation.result.RestartItem;
import dev.brummer.app.operation.result.RestartResult;
import dev.brummer.app.operation.result.StartItem;
import dev.brummer.app.operation.result.StartResult;
import dev.brummer.app.operation.result.StopItem;
import dev.brummer.app.operation.result.StopResult;
import dev.brummer.engine.fact.ErrorFact;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.supervisor.Processes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Starts, stops and restarts processes and waits for the outcome. Any thread.
final class ProcessStarts {
  private static final int MAX_ERRORS = 10;
  private static final int LAST_LINES = 15;

  /// Time in which a command shows in the snapshots: a command without an effect never does.
  private static final long COMMAND_TIMEOUT_MILLIS = 700;

  private final OperationContext context;
  private final Items items;
  private final UpState upState;

  ProcessStarts(OperationContext context, Items items, UpState upState) {
    this.context = context;
    this.items = items;
    this.upState = upState;
  }

  private Processes processes() {
    return context.engine().processes();
  }

  private ProcessInfo current(ProcessInfo info) {
    return processes().info(info.id());
  }

  StartResult start(Caller caller, StartRequest request)
      throws OperationException, InterruptedException {
    OperationCursor cursor = context.cursor();
    long began = context.now();
    List<ProcessInfo> targets = context.require(request.names(), true);
    Set<Integer> started = new HashSet<>();
    for (ProcessInfo info : targets) {
      if (!isActive(info.state()) || info.state() instanceof ProcessState.Scheduled) {
        started.add(info.id());
        processes().start(info.id(), caller.label());
      }
    }
    Map<Integer, Outcome> outcomes = new HashMap<>();
    Map<Integer, Long> ended = new HashMap<>();
    long deadline = deadline(began, request.timeout());
    while (outcomes.size() < targets.size()) {
      long known = context.facts().changes();
      for (ProcessInfo info : targets) {
        ProcessInfo now = current(info);
        boolean pending = started.contains(info.id()) && isPending(info, now, began);
        Outcome outcome = pending ? Outcome.TIMED_OUT : upState.outcome(now, request.until());
        if (outcome != Outcome.TIMED_OUT && outcomes.putIfAbsent(info.id(), outcome) == null) {
          ended.put(info.id(), context.now());
        }
      }
      if (outcomes.size() == targets.size() || context.now() >= deadline) {
        break;
      }
      context.awaitChange(known);
    }
    List<StartItem> result = new ArrayList<>();
    for (ProcessInfo info : targets) {
      Outcome outcome = outcomes.getOrDefault(info.id(), Outcome.TIMED_OUT);
      long waited = ended.getOrDefault(info.id(), context.now()) - began;
      result.add(startItem(info, started.contains(info.id()), outcome, waited, cursor));
    }
    return new StartResult(result, context.text(cursor));
  }

  private StartItem startItem(
      ProcessInfo info, boolean started, Outcome outcome, long waited, OperationCursor cursor) {
    boolean up = outcome == Outcome.MET;
    return new StartItem(
        items.current(info, cursor.sequence()),
        started,
        outcome,
        waited,
        up ? List.of() : firstErrors(items.standing(info.id()), cursor.sequence()),
        up ? List.of() : items.tail(info.id(), LAST_LINES));
  }

  private List<ErrorItem> firstErrors(List<ErrorFact> facts, long since) {
    return items.errors(facts.stream().limit(MAX_ERRORS).toList(), since);
  }

  /// @param kill without a grace period
  StopResult stop(Caller caller, List<String> names, Duration timeout, boolean kill)
      throws OperationException, InterruptedException {
    long began = context.now();
    List<ProcessInfo> targets = context.require(names, false);
    for (ProcessInfo info : targets) {
      if (kill) {
        processes().kill(info.id(), caller.label());
      } else {
        processes().stop(info.id(), caller.label());
      }
    }
    Map<Integer, Long> ended = new HashMap<>();
    long deadline = deadline(began, timeout);
    while (true) {
      long known = context.facts().changes();
      for (ProcessInfo info : targets) {
        if (!isActive(current(info).state())) {
          ended.putIfAbsent(info.id(), context.now());
        }
      }
      if (ended.size() == targets.size() || context.now() >= deadline) {
        break;
      }
      context.awaitChange(known);
    }
    return stopResult(targets, ended, began);
  }

  private StopResult stopResult(List<ProcessInfo> targets, Map<Integer, Long> ended, long began) {
    OperationCursor cursor = context.cursor();
    List<StopItem> result = new ArrayList<>();
    List<String> survivors = new ArrayList<>();
    for (ProcessInfo info : targets) {
      boolean wasRunning = isActive(info.state());
      Long at = ended.get(info.id());
      ProcessInfo now = current(info);
      if (at == null) {
        survivors.add(now.name() + " (pid " + now.pid() + ")");
      }
      result.add(
          new StopItem(
              items.process(now, cursor.sequence()),
              wasRunning,
              at == null ? Outcome.TIMED_OUT : Outcome.MET,
              (at == null ? context.now() : at) - began));
    }
    return new StopResult(result, survivors, context.text(cursor));
  }

  RestartResult restart(Caller caller, List<String> names, Duration timeout)
      throws OperationException, InterruptedException {
    OperationCursor cursor = context.cursor();
    long began = context.now();
    List<ProcessInfo> targets = context.require(names, true);
    Map<Integer, Set<String>> before = new HashMap<>();
    Map<Integer, Long> previousUp = new HashMap<>();
    for (ProcessInfo info : targets) {
      before.put(info.id(), ids(items.standing(info.id())));
      previousUp.put(info.id(), context.facts().process(info.id()).upMillis());
      processes().restart(info.id(), caller.label());
    }
    Map<Integer, Outcome> outcomes = new HashMap<>();
    long deadline = deadline(began, timeout);
    while (outcomes.size() < targets.size()) {
      long known = context.facts().changes();
      for (ProcessInfo info : targets) {
        ProcessInfo now = current(info);
        if (isRestarted(info, now, began)) {
          Outcome outcome = upState.outcome(now, StartRequest.Until.READY);
          if (outcome != Outcome.TIMED_OUT) {
            outcomes.putIfAbsent(info.id(), outcome);
          }
        }
      }
      if (outcomes.size() == targets.size() || context.now() >= deadline) {
        break;
      }
      context.awaitChange(known);
    }
    awaitErrors(Math.min(deadline, context.now() + COMMAND_TIMEOUT_MILLIS));
    List<RestartItem> result = new ArrayList<>();
    for (ProcessInfo info : targets) {
      Outcome outcome = outcomes.getOrDefault(info.id(), Outcome.TIMED_OUT);
      result.add(
          restartItem(
              info,
              outcome,
              previousUp.getOrDefault(info.id(), -1L),
              before.getOrDefault(info.id(), Set.of()),
              cursor));
    }
    return new RestartResult(result, context.text(cursor));
  }

  /// Errors of the start are published shortly after their last line.
  private void awaitErrors(long deadline) throws InterruptedException, OperationException {
    while (context.now() < deadline) {
      context.awaitChange(context.facts().changes());
    }
  }

  private RestartItem restartItem(
      ProcessInfo info,
      Outcome outcome,
      long previousUp,
      Set<String> before,
      OperationCursor cursor) {
    List<ErrorFact> standing = items.standing(info.id());
    List<ErrorFact> fresh = standing.stream().filter(it -> !before.contains(it.id())).toList();
    Set<String> gone = new HashSet<>(before);
    gone.removeAll(ids(standing));
    boolean up = outcome == Outcome.MET;
    return new RestartItem(
        items.current(info, cursor.sequence()),
        outcome,
        up ? context.facts().process(info.id()).upMillis() : -1,
        previousUp,
        fresh.size(),
        gone.size(),
        firstErrors(fresh, cursor.sequence()),
        up ? List.of() : items.tail(info.id(), LAST_LINES));
  }

  private static Set<String> ids(List<ErrorFact> facts) {
    Set<String> ids = new HashSet<>();
    facts.forEach(it -> ids.add(it.id()));
    return ids;
  }

  /// Whether a process runs or will run.
  static boolean isActive(ProcessState state) {
    return state.alive() || state.pending();
  }

  /// Whether the start of a process does not show yet. One that has never been started is not
  /// dated: its registration may take effect between the two looks.
  private boolean isPending(ProcessInfo before, ProcessInfo now, long began) {
    return now.runNumber() == before.runNumber()
        && now.state().equals(before.state())
        && (now.state() instanceof ProcessState.Idle || now.sinceMillis() == before.sinceMillis())
        && context.now() - began < COMMAND_TIMEOUT_MILLIS;
  }

  /// Whether the new run of a process shows, or has been refused.
  private boolean isRestarted(ProcessInfo before, ProcessInfo now, long began) {
    return now.runNumber() > before.runNumber()
        || (!isActive(now.state())
            && !isPending(before, now, began)
            && !(now.state() instanceof ProcessState.Stopped));
  }

  private static long deadline(long began, Duration timeout) {
    return began + Math.max(0, Math.min(timeout.toMillis(), Duration.ofHours(24).toMillis()));
  }
}
