package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.DependencyProblem;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Evaluates the dependencies between processes. Part of the [ProcessTable] and confined to its
/// thread.
final class DependencyGraph {
  private final Map<String, ProcessEntry> byName = new HashMap<>();

  /// Removed members of sets of equal processes. A dependency on such a member is met: the set has
  /// become smaller.
  private final Map<String, ProcessSpec> removedReplicas = new HashMap<>();

  void add(ProcessEntry e) {
    byName.put(e.spec.name(), e);
  }

  void remove(ProcessEntry e) {
    byName.remove(e.spec.name(), e);
    if (e.spec.replica() != null) {
      removedReplicas.put(e.spec.name(), e.spec);
    }
  }

  /// Evaluation of dependencies.
  sealed interface Verdict {
    record Met() implements Verdict {}

    /// May be met later.
    ///
    /// @param dependencies names of the unmet dependencies
    record Pending(String dependencies) implements Verdict {}

    /// Cannot be met without a start of the dependency.
    ///
    /// @param reason completes a sentence after the name, such as "was stopped"
    record Impossible(String dependency, String reason) implements Verdict {}
  }

  /// Searches the configuration for an unknown name or a cycle.
  @Nullable DependencyProblem findProblem(ProcessEntry e) {
    return DependencyProblem.find(
        e.spec,
        name -> {
          ProcessEntry other = byName.get(name);
          return other == null ? removedReplicas.get(name) : other.spec;
        });
  }

  /// Direct dependencies that are not met.
  List<ProcessEntry> unmet(ProcessEntry e) {
    return e.spec.dependsOn().stream()
        .filter(needed -> !(verdict(needed) instanceof Verdict.Met))
        .map(needed -> byName.get(needed.process()))
        .toList();
  }

  /// Evaluates all direct dependencies.
  Verdict verdict(ProcessEntry e) {
    List<String> unmet = new ArrayList<>();
    for (Dependency needed : e.spec.dependsOn()) {
      switch (verdict(needed)) {
        case Verdict.Met _ -> {}
        case Verdict.Pending pending -> unmet.add(pending.dependencies());
        case Verdict.Impossible impossible -> {
          return impossible;
        }
      }
    }
    return unmet.isEmpty() ? new Verdict.Met() : new Verdict.Pending(String.join(", ", unmet));
  }

  private Verdict verdict(Dependency needed) {
    ProcessEntry other = byName.get(needed.process());
    String name = needed.process();
    if (other == null && removedReplicas.containsKey(name)) {
      return new Verdict.Met();
    }
    if (other == null) {
      return new Verdict.Impossible(name, "is not defined");
    }
    if (other.startPending || startsAgain(other)) {
      return other.state instanceof ProcessState.Failed
          ? new Verdict.Impossible(name, "cannot start")
          : new Verdict.Pending(name);
    }
    return verdict(needed, other, other.state);
  }

  private static Verdict verdict(Dependency needed, ProcessEntry other, ProcessState state) {
    String name = needed.process();
    return switch (state) {
      case ProcessState.Scheduled scheduled -> verdict(needed, other, scheduled.last());
      case ProcessState.Running _,
          ProcessState.Ready _,
          ProcessState.Down _,
          ProcessState.Paused _ ->
          isMetWhileRunning(needed, other) ? new Verdict.Met() : new Verdict.Pending(name);
      case ProcessState.Done _ -> verdictOnDone(needed, other);
      case ProcessState.Failed failed ->
          isMetByEnd(needed, other)
              ? new Verdict.Met()
              : new Verdict.Impossible(name, "has failed: " + failed.reason());
      case ProcessState.Stopped _ ->
          isMetByEnd(needed, other)
              ? new Verdict.Met()
              : new Verdict.Impossible(name, "was stopped");
      case ProcessState.Idle _ -> new Verdict.Impossible(name, "was not started");
      case ProcessState.Waiting _,
          ProcessState.Starting _,
          ProcessState.Stopping _,
          ProcessState.BackingOff _ ->
          new Verdict.Pending(name);
    };
  }

  private static boolean startsAgain(ProcessEntry other) {
    return other.stopProgress != null && other.stopProgress.next() != StopProgress.Next.REST;
  }

  private static boolean isMetWhileRunning(Dependency needed, ProcessEntry other) {
    return switch (needed.until()) {
      case STARTED -> true;
      case READY -> other.state instanceof ProcessState.Ready;
      case LOG_LINE -> hasPrinted(other, needed.log());
      case COMPLETED, EXITED -> false;
    };
  }

  /// Any end of a run meets `EXITED`; a process that could not start has not run.
  private static boolean isMetByEnd(Dependency needed, ProcessEntry other) {
    return needed.until() == Condition.EXITED && other.runNumber > 0;
  }

  private static boolean hasPrinted(ProcessEntry other, @Nullable Pattern line) {
    return line != null && other.matchedLines.contains(LineCondition.of(line));
  }

  /// A successful exit meets `READY` if the readiness was inferred or had been observed, and
  /// `LOG_LINE` if the line was printed before.
  private static Verdict verdictOnDone(Dependency needed, ProcessEntry other) {
    String name = needed.process();
    return switch (needed.until()) {
      case STARTED, COMPLETED, EXITED -> new Verdict.Met();
      case READY ->
          other.wasReady || other.spec.readiness() instanceof ReadinessProbe.Inferred
              ? new Verdict.Met()
              : new Verdict.Impossible(name, "exited before it was ready");
      case LOG_LINE ->
          hasPrinted(other, needed.log())
              ? new Verdict.Met()
              : new Verdict.Impossible(name, "exited without " + needed.condition());
    };
  }

  /// The patterns that dependents await from a process, without repetitions.
  List<Pattern> awaitedLines(ProcessEntry e) {
    Map<LineCondition, Pattern> patterns = new LinkedHashMap<>();
    for (ProcessEntry other : byName.values()) {
      for (Dependency needed : other.spec.dependsOn()) {
        Pattern line = needed.log();
        if (line != null && needed.process().equals(e.spec.name())) {
          patterns.put(LineCondition.of(line), line);
        }
      }
    }
    return List.copyOf(patterns.values());
  }

  /// Watches a run that has begun before its dependent was registered.
  void watchRunningDependencies(ProcessEntry e, EffectBuffer out) {
    for (Dependency needed : e.spec.dependsOn()) {
      ProcessEntry other = byName.get(needed.process());
      Pattern line = needed.log();
      if (line != null && other != null && other.hasStarted()) {
        out.add(new ProcessEffect.WatchLine(other.id, other.runNumber, line));
      }
    }
  }

  /// Whether a live process depends on this one.
  boolean isNeeded(ProcessEntry e) {
    String name = e.spec.name();
    return byName.values().stream()
        .anyMatch(other ->
            other.state.alive()
                && other.spec.dependsOn().stream()
                    .anyMatch(d -> d.process().equals(name) && !d.until().isEnd()));
  }
}
