package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.DependencyProblem;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Evaluates the dependencies between processes. Part of the [ProcessTable] and confined to its
/// thread.
final class DependencyGraph {
  private final Map<String, ProcessEntry> byName = new HashMap<>();

  void add(ProcessEntry e) {
    byName.put(e.spec.name(), e);
  }

  void remove(ProcessEntry e) {
    byName.remove(e.spec.name(), e);
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
          return other == null ? null : other.spec;
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
    if (other == null) {
      return new Verdict.Impossible(name, "is not defined");
    }
    if (other.startPending || (other.stopProgress != null && other.stopProgress.restart())) {
      return other.state instanceof ProcessState.Failed
          ? new Verdict.Impossible(name, "cannot start")
          : new Verdict.Pending(name);
    }
    return switch (other.state) {
      case ProcessState.Running _, ProcessState.Down _, ProcessState.Paused _ ->
          needed.until() == Condition.STARTED ? new Verdict.Met() : new Verdict.Pending(name);
      case ProcessState.Ready _ ->
          needed.until().isEnd() ? new Verdict.Pending(name) : new Verdict.Met();
      case ProcessState.Done _ -> verdictOnDone(needed, other);
      case ProcessState.Failed failed ->
          new Verdict.Impossible(name, "has failed: " + failed.reason());
      case ProcessState.Stopped _ -> new Verdict.Impossible(name, "was stopped");
      case ProcessState.Idle _ -> new Verdict.Impossible(name, "was not started");
      case ProcessState.Waiting _,
          ProcessState.Starting _,
          ProcessState.Stopping _,
          ProcessState.BackingOff _ ->
          new Verdict.Pending(name);
    };
  }

  /// A successful exit meets `READY` if the readiness was inferred or had been observed.
  private static Verdict verdictOnDone(Dependency needed, ProcessEntry other) {
    return needed.until() == Condition.READY
            && !(other.spec.readiness() instanceof ReadinessProbe.Inferred)
            && !other.wasReady
        ? new Verdict.Impossible(needed.process(), "exited before it was ready")
        : new Verdict.Met();
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
