package dev.brummer.app.operation;

import dev.brummer.app.operation.request.StartRequest;
import dev.brummer.app.operation.result.ErrorItem;
import dev.brummer.app.operation.result.LogItem;
import dev.brummer.app.operation.result.Outcome;
import dev.brummer.app.operation.result.RequestItem;
import dev.brummer.app.operation.result.WaitResult;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.fact.ErrorFact;
import dev.brummer.engine.fact.RequestFilter;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Waits until a condition is met or can no longer be met. Any thread.
final class ConditionWait {
  private static final long MAX_TIMEOUT_MILLIS = Duration.ofHours(24).toMillis();

  private final OperationContext context;
  private final Items items;
  private final UpState upState;

  ConditionWait(OperationContext context, Items items, UpState upState) {
    this.context = context;
    this.items = items;
    this.upState = upState;
  }

  /// One look at the condition.
  ///
  /// @param outcome `TIMED_OUT` while the wait goes on
  private record Observation(
      Outcome outcome,
      String evidence,
      List<LogItem> lines,
      List<RequestItem> requests,
      List<ErrorItem> errors) {
    static Observation of(Outcome outcome, String evidence) {
      return new Observation(outcome, evidence, List.of(), List.of(), List.of());
    }
  }

  WaitResult run(WaitRequest request) throws OperationException, InterruptedException {
    long began = context.now();
    OperationCursor since = context.parse(request.cursor());
    List<ProcessInfo> targets = targets(request);
    long deadline = began + Math.max(0, Math.min(request.timeout().toMillis(), MAX_TIMEOUT_MILLIS));
    Look look = new Look(targets, since, began, request.hasCursor());
    while (true) {
      long known = context.facts().changes();
      Observation seen = look.at(request.condition());
      if (seen.outcome() != Outcome.TIMED_OUT || context.now() >= deadline) {
        return result(request, targets, since, seen, began);
      }
      context.awaitChange(known);
    }
  }

  private List<ProcessInfo> targets(WaitRequest request) throws OperationException {
    if (!request.names().isEmpty()) {
      return context.require(request.names(), false);
    }
    boolean any =
        request.condition() instanceof WaitCondition.LogLine
            || request.condition() instanceof WaitCondition.Request;
    List<ProcessInfo> targets =
        context.all().stream().filter(info -> any || ProcessStarts.isActive(info.state())).toList();
    if (targets.isEmpty()) {
      throw new OperationException(
          OperationException.Kind.NOTHING_MATCHES, "no process is running", "start one first");
    }
    return targets;
  }

  private WaitResult result(
      WaitRequest request,
      List<ProcessInfo> targets,
      OperationCursor since,
      Observation seen,
      long began) {
    return new WaitResult(
        seen.outcome(),
        request.condition().text(),
        seen.evidence(),
        request.names().isEmpty()
            ? List.of()
            : targets.stream().map(info -> items.current(info, since.sequence())).toList(),
        seen.lines(),
        seen.requests(),
        seen.errors(),
        context.now() - began,
        context.text(context.cursor()),
        since.note());
  }

  /// Looks at a condition again and again. Confined to the calling thread.
  private final class Look {
    private final List<ProcessInfo> targets;
    private final OperationCursor since;
    private final long began;
    private final LineSearch lines;

    Look(List<ProcessInfo> targets, OperationCursor since, long began, boolean fromCursor) {
      this.targets = targets;
      this.since = since;
      this.began = began;
      this.lines = fromCursor ? LineSearch.from(since, targets) : LineSearch.ofRuns(targets);
    }

    Observation at(WaitCondition condition) throws OperationException {
      context.requireOpen();
      return switch (condition) {
        case WaitCondition.Ready _ -> states(StartRequest.Until.READY);
        case WaitCondition.Exited _ -> states(StartRequest.Until.EXIT);
        case WaitCondition.Healthy _ -> healthy();
        case WaitCondition.LogLine it -> line(it);
        case WaitCondition.Quiet it -> quiet(it);
        case WaitCondition.Request it -> request(it);
        case WaitCondition.NoNewErrors _ -> noNewErrors();
      };
    }

    private ProcessInfo current(ProcessInfo info) {
      return context.engine().processes().info(info.id());
    }

    private Observation states(StartRequest.Until until) {
      List<String> missing = new ArrayList<>();
      List<String> states = new ArrayList<>();
      for (ProcessInfo info : targets) {
        ProcessInfo now = current(info);
        String text = describe(now);
        Outcome outcome = upState.outcome(now, until);
        if (outcome == Outcome.NOT_MET) {
          return Observation.of(Outcome.NOT_MET, text);
        }
        (outcome == Outcome.MET ? states : missing).add(text);
      }
      return missing.isEmpty()
          ? Observation.of(Outcome.MET, String.join(", ", states))
          : Observation.of(Outcome.TIMED_OUT, String.join(", ", missing));
    }

    private String describe(ProcessInfo info) {
      String state = info.name() + " " + info.describeState(context.now());
      return info.state() instanceof ProcessState.Ready ready
          ? state + " (" + ready.evidence() + ")"
          : state;
    }

    private Observation healthy() {
      Observation up = states(StartRequest.Until.READY);
      if (up.outcome() != Outcome.MET) {
        return up;
      }
      String busy = busy();
      if (!busy.isEmpty()) {
        return Observation.of(Outcome.TIMED_OUT, busy);
      }
      List<ErrorFact> standing = new ArrayList<>();
      targets.forEach(info -> standing.addAll(items.standing(info.id())));
      return standing.isEmpty()
          ? up
          : new Observation(
              Outcome.NOT_MET,
              standing.size() + (standing.size() == 1 ? " open error" : " open errors"),
              List.of(),
              List.of(),
              items.errors(standing, since.sequence()));
    }

    /// The processes that have not settled, empty if all have.
    private String busy() {
      List<String> busy = new ArrayList<>();
      for (ProcessInfo info : targets) {
        if (!context.facts().reaction(info.id(), since.millis(), context.now()).settled()) {
          busy.add(info.name() + " is busy");
        }
      }
      return String.join(", ", busy);
    }

    private Observation line(WaitCondition.LogLine condition) {
      boolean over =
          targets.stream().noneMatch(info -> ProcessStarts.isActive(current(info).state()));
      StoredLine line = lines.next(context.maskedLog(), condition.regex());
      if (line != null) {
        return new Observation(
            Outcome.MET,
            "line " + line.number(),
            List.of(items.line(line, 0, true)),
            List.of(),
            List.of());
      }
      return over && lines.isComplete()
          ? Observation.of(
              Outcome.NOT_MET, "no line matches, and nothing runs that could print one")
          : Observation.of(Outcome.TIMED_OUT, "no line matches");
    }

    private Observation quiet(WaitCondition.Quiet condition) {
      for (ProcessInfo info : targets) {
        long last = Math.max(began, context.facts().lastOutputMillis(info.id()));
        if (context.now() - last < condition.time().toMillis()) {
          return Observation.of(Outcome.TIMED_OUT, info.name() + " has printed recently");
        }
      }
      return Observation.of(Outcome.MET, "no output for " + condition.time().toMillis() + " ms");
    }

    private Observation request(WaitCondition.Request condition) throws OperationException {
      if (!context.hasProxy()) {
        throw new OperationException(
            OperationException.Kind.NOTHING_MATCHES,
            "this run has no proxy that could see requests",
            "start brummer with --proxy-port");
      }
      RequestFilter filter = RequestFilter.of(condition.filter(), context::name);
      List<Event.RequestCompleted> found =
          context
              .facts()
              .requests(
                  since.sequence(),
                  it ->
                      filter.matches(it)
                          && targets.stream().anyMatch(info -> info.id() == it.process()));
      return found.isEmpty()
          ? Observation.of(Outcome.TIMED_OUT, "no request matches")
          : new Observation(
              Outcome.MET,
              "request " + found.getLast().id(),
              List.of(),
              List.of(items.request(found.getLast())),
              List.of());
    }

    private Observation noNewErrors() {
      List<ErrorFact> fresh =
          context.facts().errors().stream()
              .filter(it -> it.lastSequence() > since.sequence() && !it.isHealed())
              .filter(it -> targets.stream().anyMatch(info -> info.id() == it.process()))
              .toList();
      String busy = busy();
      if (!busy.isEmpty()) {
        return Observation.of(Outcome.TIMED_OUT, busy);
      }
      return fresh.isEmpty()
          ? Observation.of(Outcome.MET, "settled without a new error")
          : new Observation(
              Outcome.NOT_MET,
              fresh.size() + (fresh.size() == 1 ? " new error" : " new errors"),
              List.of(),
              List.of(),
              items.errors(fresh, since.sequence()));
    }
  }
}
