package dev.brummer.app.operation;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.supervisor.Processes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the project can run, but a run without a UI was not asked for. The first client that starts
/// such a script registers it. Any thread.
public final class UnregisteredScripts {
  private volatile List<ProcessSpec> specs;

  public UnregisteredScripts(List<ProcessSpec> specs) {
    this.specs = List.copyOf(specs);
  }

  /// Replaces the definitions, after files have changed.
  public void replace(List<ProcessSpec> others) {
    specs = List.copyOf(others);
  }

  /// The definitions of what is not registered.
  List<ProcessSpec> remaining(List<ProcessInfo> registered) {
    List<ProcessSpec> all = specs;
    if (all.isEmpty()) {
      return all;
    }
    Set<String> names = names(registered);
    return all.stream().filter(spec -> !names.contains(spec.name())).toList();
  }

  /// Registers what these names, globs and groups select, with its dependencies.
  synchronized void register(Processes processes, List<String> patterns) {
    List<ProcessSpec> remaining = remaining(processes.snapshot());
    if (remaining.isEmpty()) {
      return;
    }
    Deque<String> pending = new ArrayDeque<>();
    for (String pattern : patterns) {
      List<String> matching = ProcessSelector.matching(remaining, pattern);
      pending.addAll(matching);
      if (matching.isEmpty()) {
        ProcessSelector.group(remaining, pattern).forEach(spec -> pending.add(spec.name()));
      }
    }
    Map<String, ProcessSpec> left = new HashMap<>();
    remaining.forEach(spec -> left.put(spec.name(), spec));
    while (!pending.isEmpty()) {
      ProcessSpec spec = left.remove(pending.pop());
      if (spec != null) {
        processes.register(spec);
        spec.dependsOn().forEach(other -> pending.add(other.process()));
      }
    }
  }

  private static Set<String> names(List<ProcessInfo> registered) {
    Set<String> names = new HashSet<>();
    registered.forEach(info -> names.add(info.name()));
    return names;
  }
}
