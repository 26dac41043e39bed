package dev.brummer.app.operation;

import dev.brummer.app.operation.result.ProcessItem;
import dev.brummer.app.operation.result.WhyResult;
import dev.brummer.engine.fact.ErrorFact;
import dev.brummer.engine.fact.ProcessFact;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.PortTable;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Explains why a process is up or not. Any thread.
final class Diagnosis {
  private static final int MAX_ERRORS = 5;
  private static final int LAST_LINES = 15;

  private final OperationContext context;
  private final Items items;

  Diagnosis(OperationContext context, Items items) {
    this.context = context;
    this.items = items;
  }

  WhyResult of(ProcessInfo info) {
    ProcessItem item = items.process(info, 0);
    ProcessFact fact = context.facts().process(info.id());
    boolean up = info.state() instanceof ProcessState.Ready;
    List<ErrorFact> errors = items.standing(info.id()).stream().limit(MAX_ERRORS).toList();
    List<String> reasons = new ArrayList<>();
    reasons.add(state(info, item, fact));
    info.conditions().forEach(condition -> reasons.add(info.name() + " " + condition));
    addDependencies(info, reasons);
    if (!up) {
      addPorts(info, reasons);
    }
    return new WhyResult(
        item,
        up,
        reasons,
        items.errors(errors, 0),
        up ? List.of() : items.tail(info.id(), LAST_LINES),
        context.text(context.cursor()));
  }

  private String state(ProcessInfo info, ProcessItem item, ProcessFact fact) {
    String name = info.name();
    return switch (info.state()) {
      case ProcessState.Idle _ -> name + " was never started in this run";
      case ProcessState.Waiting _ -> name + " waits for " + info.describeAwaited();
      case ProcessState.Starting _ -> name + " is being started: " + fact.cause();
      case ProcessState.Running _ -> name + " runs but is not ready: " + awaited(info);
      case ProcessState.Ready it -> name + " is ready: " + it.evidence();
      case ProcessState.Down it -> name + " was ready and is down: " + it.reason();
      case ProcessState.Stopping it ->
          name + " is being stopped by " + it.signal() + ": " + fact.cause();
      case ProcessState.Paused _ -> name + " is suspended by job control; send it SIGCONT";
      case ProcessState.Done it -> name + " has ended successfully with code " + it.code();
      case ProcessState.Stopped _ -> name + " was " + item.reason();
      case ProcessState.Failed it ->
          name
              + " failed: "
              + it.reason()
              + (fact.cause().equals(it.reason()) || fact.cause().isEmpty()
                  ? ""
                  : " (" + fact.cause() + ")");
      case ProcessState.Scheduled _ -> name + " " + item.reason();
      case ProcessState.BackingOff it ->
          name + " exited (" + fact.cause() + ") and is restarted, attempt " + it.attempt();
    };
  }

  private static String awaited(ProcessInfo info) {
    return switch (info.spec().readiness()) {
      case ReadinessProbe.Inferred _ ->
          "it listens on no TCP port and has printed no local URL that accepts connections";
      case ReadinessProbe.Port it -> "it does not listen on port " + it.port();
      case ReadinessProbe.Http it -> it.url() + " does not return " + it.expectation();
      case ReadinessProbe.Tcp it -> it.host() + ":" + it.port() + " accepts no connections";
      case ReadinessProbe.Log it -> "no line matches " + it.pattern();
      case ReadinessProbe.Exec it -> String.join(" ", it.command()) + " does not exit with 0";
    };
  }

  private void addDependencies(ProcessInfo info, List<String> reasons) {
    if (ProcessStarts.isActive(info.state()) && !(info.state() instanceof ProcessState.Waiting)) {
      return;
    }
    for (Dependency dependency : info.spec().dependsOn()) {
      for (ProcessInfo other : context.all()) {
        if (other.name().equals(dependency.process())) {
          reasons.add(
              "depends on "
                  + other.name()
                  + " ("
                  + dependency.condition()
                  + "), which is "
                  + other.describeState(context.now()));
        }
      }
    }
  }

  /// Who holds the port that the process needs.
  private void addPorts(ProcessInfo info, List<String> reasons) {
    int port = wantedPort(info);
    if (port == 0) {
      return;
    }
    try (PortTable table = context.engine().processes().openPortTable()) {
      Map<Integer, List<PortTable.Holder>> holders = table.holders(Set.of(port));
      List<PortTable.Holder> found = holders.getOrDefault(port, List.of());
      if (found.isEmpty()) {
        reasons.add("nothing listens on port " + port);
      }
      for (PortTable.Holder holder : found) {
        if (holder.process() != info.id()) {
          reasons.add("port " + port + " is in use by " + describe(holder));
        }
      }
    }
  }

  private String describe(PortTable.Holder holder) {
    if (holder.process() != 0) {
      return context.name(holder.process()) + ", a process of this run";
    }
    return holder.program().isEmpty() ? "a process outside this run" : holder.program();
  }

  private static int wantedPort(ProcessInfo info) {
    return switch (info.spec().readiness()) {
      case ReadinessProbe.Port it -> it.port();
      case ReadinessProbe.Http it -> Math.max(0, it.url().getPort());
      case ReadinessProbe.Tcp it -> it.port();
      case ReadinessProbe.Inferred _, ReadinessProbe.Log _, ReadinessProbe.Exec _ ->
          info.spec().web().port();
    };
  }
}
