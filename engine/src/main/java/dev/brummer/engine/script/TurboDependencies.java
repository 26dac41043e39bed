package dev.brummer.engine.script;

import dev.brummer.engine.script.node.NodeWorkspace;
import dev.brummer.engine.script.node.TurboFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The commands of turbo that complete what persistent tasks depend on. Pure but for the files of
/// packages that are read on demand.
final class TurboDependencies {
  private static final String OF_DEPENDENCIES = "^";

  private final TurboFile file;
  private final NodeWorkspace workspace;
  private final Map<String, PackageScripts> byName = new HashMap<>();

  TurboDependencies(TurboFile file, NodeWorkspace workspace, List<PackageScripts> members) {
    this.file = file;
    this.workspace = workspace;
    members.forEach(member -> byName.put(member.of().name(), member));
  }

  /// Whether a task of a package depends on anything that runs.
  boolean exist(String task, PackageScripts member) {
    return !filters(task, member).isEmpty();
  }

  /// The command that completes what a task of these packages depends on; empty if that is nothing.
  List<String> command(String task, List<PackageScripts> packages) {
    Map<String, Set<String>> filters = new TreeMap<>();
    for (PackageScripts member : packages) {
      filters(task, member)
          .forEach((other, names) ->
              filters.computeIfAbsent(other, _ -> new LinkedHashSet<>()).addAll(names));
    }
    Map<Set<String>, List<String>> tasks = new LinkedHashMap<>();
    filters.forEach(
        (other, names) -> tasks.computeIfAbsent(names, _ -> new ArrayList<>()).add(other));
    List<List<String>> commands = new ArrayList<>();
    tasks.forEach((names, others) -> commands.add(run(others, names)));
    if (commands.size() < 2) {
      return commands.isEmpty() ? List.of() : commands.getFirst();
    }
    return List.of(
        "sh", "-c", String.join(" && ", commands.stream().map(TurboDependencies::line).toList()));
  }

  /// A command as one line.
  static String text(List<String> command) {
    return command.getFirst().equals("sh") ? command.getLast() : line(command);
  }

  private static String line(List<String> words) {
    return String.join(" ", words.stream().map(TurboDependencies::quoted).toList());
  }

  private static String quoted(String word) {
    return word.matches("[\\w@/:.,=^+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private List<String> run(List<String> tasks, Set<String> filters) {
    List<String> command = new ArrayList<>(workspace.program("turbo"));
    command.add("run");
    command.addAll(tasks);
    if (!isSinglePackage()) {
      filters.forEach(filter -> command.add("--filter=" + filter));
    }
    return command;
  }

  private boolean isSinglePackage() {
    return workspace.members().isEmpty();
  }

  /// The tasks that a task of a package depends on, with the filters of the packages that run them.
  private Map<String, Set<String>> filters(String task, PackageScripts member) {
    Map<String, Set<String>> found = new TreeMap<>();
    collect(task, member, found, new HashSet<>());
    return found;
  }

  private void collect(
      String task, PackageScripts member, Map<String, Set<String>> found, Set<String> visited) {
    TurboFile.Task settings = file.task(member.of(), task);
    if (settings == null || !visited.add(member.of().name() + "#" + task)) {
      return;
    }
    for (String key : settings.dependsOn()) {
      int hash = key.indexOf('#');
      if (key.startsWith(OF_DEPENDENCIES)) {
        String other = key.substring(1);
        if (!isPersistent(file.tasks().get(other)) && anyDependencyHas(other, member)) {
          add(found, other, member.of().name() + "^...");
        }
      } else if (hash > 0) {
        String of = key.substring(0, hash);
        String other = key.substring(hash + 1);
        PackageScripts owner = byName.get(of);
        boolean known = of.equals("//") || (owner != null && owner.contains(other));
        if (known && !isPersistent(file.task(owner == null ? null : owner.of(), other))) {
          add(found, other, of);
        }
      } else if (member.contains(key)) {
        if (!isPersistent(file.task(member.of(), key))) {
          add(found, key, member.of().name());
        }
      } else {
        collect(key, member, found, visited);
      }
    }
  }

  /// Whether turbo would never complete it, so that it refuses such a dependency.
  private static boolean isPersistent(TurboFile.@Nullable Task task) {
    return task != null && task.persistent();
  }

  private static void add(Map<String, Set<String>> found, String task, String filter) {
    found.computeIfAbsent(task, _ -> new LinkedHashSet<>()).add(filter);
  }

  private boolean anyDependencyHas(String task, PackageScripts member) {
    Set<String> visited = new HashSet<>(Set.of(member.of().name()));
    Deque<PackageScripts> open = new ArrayDeque<>(List.of(member));
    while (!open.isEmpty()) {
      for (String name : open.pop().of().manifest().dependencies()) {
        @Nullable PackageScripts other = byName.get(name);
        if (other != null && visited.add(name)) {
          if (other.contains(task)) {
            return true;
          }
          open.push(other);
        }
      }
    }
    return false;
  }
}
