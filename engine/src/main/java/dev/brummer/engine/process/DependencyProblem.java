package dev.brummer.engine.process;

import dev.brummer.engine.text.VisibleText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Configuration error in the dependencies of a process: an unknown name or a cycle.
public sealed interface DependencyProblem {
  /// One sentence without the place.
  String message();

  /// A dependency on a name that no process has.
  record UnknownName(String process, String dependency) implements DependencyProblem {
    @Override
    public String message() {
      return process
          + " depends on "
          + VisibleText.quoted(dependency)
          + ", but no process has this name";
    }
  }

  /// Processes that depend on each other.
  ///
  /// @param path names along the cycle; the first name is repeated at the end
  record Cycle(List<String> path) implements DependencyProblem {
    public Cycle {
      path = List.copyOf(path);
    }

    @Override
    public String message() {
      return "dependency cycle: " + String.join(" → ", path);
    }
  }

  /// Searches the transitive dependencies of a process, depth first.
  ///
  /// @param specs the definition of a name, null if there is none
  /// @return the first problem found, null if there is none
  static @Nullable DependencyProblem find(
      ProcessSpec process, Function<String, @Nullable ProcessSpec> specs) {
    return find(process, specs, new ArrayList<>(), new HashSet<>());
  }

  private static @Nullable DependencyProblem find(
      ProcessSpec process,
      Function<String, @Nullable ProcessSpec> specs,
      List<String> path,
      Set<String> checked) {
    String name = process.name();
    if (checked.contains(name)) {
      return null;
    }
    int first = path.indexOf(name);
    path.add(name);
    if (first >= 0) {
      return new Cycle(path.subList(first, path.size()));
    }
    for (Dependency dependency : process.dependsOn()) {
      ProcessSpec next = specs.apply(dependency.process());
      DependencyProblem problem =
          next == null
              ? new UnknownName(name, dependency.process())
              : find(next, specs, path, checked);
      if (problem != null) {
        return problem;
      }
    }
    path.removeLast();
    checked.add(name);
    return null;
  }
}
