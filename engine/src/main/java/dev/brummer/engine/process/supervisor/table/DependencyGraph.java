package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who waits for whom. A part of the [ProcessTable], with its owner.
final class DependencyGraph {
  private final Map<String, ProcessEntry> byName = new HashMap<>();

  void add(ProcessEntry e) {
    byName.put(e.spec.name(), e);
  }

  /// Whether what a process depends on is there.
  sealed interface Verdict {
    record Met() implements Verdict {}

    /// Not yet. `what` are the names of those that are waited for.
    record Pending(String dependencies) implements Verdict {}

    /// Not as things are: `who` has ended, or was stopped.
    record Impossible(String dependency, String reason) implements Verdict {}
  }

  /// What cannot be right whatever happens: an unknown name, or a circle.
  ///
  /// @return a sentence, null if nothing is wrong
  @Nullable String findError(ProcessEntry e) {
    return findError(e, new ArrayList<>(), new HashSet<>());
  }

  private @Nullable String findError(ProcessEntry e, List<String> way, Set<String> sound) {
    String name = e.spec.name();
    if (sound.contains(name)) {
      return null;
    }
    int before = way.indexOf(name);
    way.add(name);
    if (before >= 0) {
      return "waits for itself: " + String.join(" → ", way.subList(before, way.size()));
    }
    for (Dependency needed : e.spec.dependsOn()) {
      ProcessEntry other = byName.get(needed.process());
      String fault =
          other == null
              ? name + " depends on \"" + needed.process() + "\", and there is no such process"
              : findError(other, way, sound);
      if (fault != null) {
        return fault;
      }
    }
    way.removeLast();
    sound.add(name);
    return null;
  }

  /// Those that it depends on and that have yet to come so far.
  List<ProcessEntry> unmet(ProcessEntry e) {
    return e.spec.dependsOn().stream()
        .filter(needed -> !(verdict(needed) instanceof Verdict.Met))
        .map(needed -> byName.get(needed.process()))
        .toList();
  }

  /// Whether it may start now.
  Verdict verdict(ProcessEntry e) {
    List<String> waited = new ArrayList<>();
    for (Dependency needed : e.spec.dependsOn()) {
      switch (verdict(needed)) {
        case Verdict.Met _ -> {}
        case Verdict.Pending pending -> waited.add(pending.dependencies());
        case Verdict.Impossible impossible -> {
          return impossible;
        }
      }
    }
    return waited.isEmpty() ? new Verdict.Met() : new Verdict.Pending(String.join(", ", waited));
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
      case ProcessState.Running _, ProcessState.Paused _ ->
          needed.until() == Condition.STARTED ? new Verdict.Met() : new Verdict.Pending(name);
      case ProcessState.Ready _ ->
          needed.until() == Condition.COMPLETED ? new Verdict.Pending(name) : new Verdict.Met();
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

  /// One that nobody said how to know ready was so when it ended with success.
  private static Verdict verdictOnDone(Dependency needed, ProcessEntry other) {
    return needed.until() == Condition.READY
            && !(other.spec.readiness() instanceof ReadinessProbe.Inferred)
            && !other.wasReady
        ? new Verdict.Impossible(needed.process(), "has ended and never was ready")
        : new Verdict.Met();
  }

  /// Whether somebody that lives was started because this one was there.
  boolean isNeeded(ProcessEntry e) {
    String name = e.spec.name();
    return byName.values().stream()
        .anyMatch(other ->
            other.state.alive()
                && other.spec.dependsOn().stream()
                    .anyMatch(d -> d.process().equals(name) && d.until() != Condition.COMPLETED));
  }
}
