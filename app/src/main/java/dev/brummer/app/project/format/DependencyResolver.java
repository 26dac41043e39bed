package dev.brummer.app.project.format;

import dev.brummer.app.project.format.ProcessDraft.DeclaredDependency;
import dev.brummer.app.project.format.ProjectFile.DeclaredProcess;
import dev.brummer.app.project.yaml.ProblemLog;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// Checks the dependencies within one project file. One that cannot be met, because its process
/// does not exist or depends on the process itself, is a problem and left out; everything else
/// starts as declared. Confined to one thread.
public final class DependencyResolver {
  private static final int MAX_CYCLES = 50;
  private static final int MAX_SHOWN = 8;

  private final SequencedMap<String, ProcessDraft> drafts = new LinkedHashMap<>();
  private final SequencedMap<String, List<DeclaredDependency>> remaining = new LinkedHashMap<>();
  private final ProblemLog problems;

  private DependencyResolver(List<ProcessDraft> all, ProblemLog problems) {
    this.problems = problems;
    all.forEach(draft -> drafts.put(draft.name(), draft));
  }

  /// The processes with the dependencies that can be met.
  public static List<DeclaredProcess> resolve(List<ProcessDraft> drafts, ProblemLog problems) {
    DependencyResolver resolver = new DependencyResolver(drafts, problems);
    drafts.forEach(resolver::addKnown);
    resolver.breakCycles();
    return drafts.stream().map(resolver::declared).toList();
  }

  private DeclaredProcess declared(ProcessDraft draft) {
    List<Dependency> dependencies =
        remaining.getOrDefault(draft.name(), List.of()).stream()
            .map(DeclaredDependency::dependency)
            .distinct()
            .toList();
    return new DeclaredProcess(
        draft.spec().toBuilder().dependsOn(dependencies).build(),
        draft.autostart(),
        draft.at().file(),
        draft.at().line(),
        draft.description());
  }

  private void addKnown(ProcessDraft draft) {
    List<DeclaredDependency> known = new ArrayList<>();
    for (DeclaredDependency declared : draft.dependencies()) {
      String name = declared.dependency().process();
      if (drafts.containsKey(name)) {
        known.add(declared);
      } else {
        problems.add(
            declared.at(),
            VisibleText.named(draft.name())
                + " depends on "
                + VisibleText.quoted(name)
                + ", which does not exist: "
                + Suggestions.hint(name, drafts.keySet()));
      }
    }
    remaining.put(draft.name(), known);
  }

  private void breakCycles() {
    for (int i = 0; i < MAX_CYCLES; i++) {
      List<String> cycle = findCycle();
      if (cycle.isEmpty()) {
        return;
      }
      remove(cycle);
    }
    SequencedSet<String> left = inOrBehindCycles();
    left.forEach(name -> remaining.put(name, List.of()));
    if (!left.isEmpty()) {
      problems.add(
          drafts.getOrDefault(left.getFirst(), drafts.firstEntry().getValue()).at(),
          "more than "
              + MAX_CYCLES
              + " cycles of dependencies: "
              + left.size()
              + " processes start without theirs");
    }
  }

  /// Leaves out the dependency that closes a cycle.
  private void remove(List<String> cycle) {
    String last = cycle.getLast();
    String first = cycle.getFirst();
    List<DeclaredDependency> kept = new ArrayList<>();
    for (DeclaredDependency declared : remaining.getOrDefault(last, List.of())) {
      if (declared.dependency().process().equals(first)) {
        problems.add(
            declared.at(), "ignored, because the dependencies form a cycle: " + text(cycle));
      } else {
        kept.add(declared);
      }
    }
    remaining.put(last, kept);
  }

  private static String text(List<String> cycle) {
    List<String> shown = new ArrayList<>();
    cycle.stream().limit(MAX_SHOWN).map(VisibleText::named).forEach(shown::add);
    if (cycle.size() > MAX_SHOWN) {
      shown.add("…");
    }
    shown.add(VisibleText.named(cycle.getFirst()));
    return String.join(" → ", shown);
  }

  /// The names of a cycle, each of which depends on the next and the last on the first; empty if
  /// there is none.
  private List<String> findCycle() {
    SequencedSet<String> left = inOrBehindCycles();
    if (left.isEmpty()) {
      return List.of();
    }
    SequencedSet<String> path = new LinkedHashSet<>();
    String at = left.getFirst();
    while (path.add(at)) {
      at = firstDependency(at, left);
    }
    List<String> names = new ArrayList<>(path);
    return names.subList(names.indexOf(at), names.size());
  }

  private String firstDependency(String name, SequencedSet<String> left) {
    return remaining.getOrDefault(name, List.of()).stream()
        .map(declared -> declared.dependency().process())
        .filter(left::contains)
        .findFirst()
        .orElseThrow();
  }

  /// What is left after repeatedly removing the processes without dependencies.
  private SequencedSet<String> inOrBehindCycles() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, List<String>> dependents = new LinkedHashMap<>();
    Deque<String> free = new ArrayDeque<>();
    remaining.forEach((name, dependencies) -> {
      counts.put(name, dependencies.size());
      dependencies.forEach(declared ->
          dependents
              .computeIfAbsent(declared.dependency().process(), _ -> new ArrayList<>())
              .add(name));
      if (dependencies.isEmpty()) {
        free.add(name);
      }
    });
    while (!free.isEmpty()) {
      String done = free.remove();
      counts.remove(done);
      for (String dependent : dependents.getOrDefault(done, List.of())) {
        @Nullable Integer left = counts.computeIfPresent(dependent, (_, count) -> count - 1);
        if (left != null && left == 0) {
          free.add(dependent);
        }
      }
    }
    return new LinkedHashSet<>(counts.keySet());
  }
}
