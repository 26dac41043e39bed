package dev.brummer.engine.script;

import dev.brummer.engine.script.node.NodeWorkspace;
import dev.brummer.engine.script.node.NxWorkspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lists the targets of an nx workspace as `project:target`, run by `nx run`. The scope of a
/// project is omitted unless two names would be equal without it.
final class NxScripts {
  private NxScripts() {}

  static List<List<Script>> of(NodeWorkspace workspace, NxWorkspace nx) {
    Map<String, Set<String>> projectsOf = new HashMap<>();
    for (NxWorkspace.Target target : nx.targets()) {
      projectsOf
          .computeIfAbsent(shortName(target.project()), _ -> new HashSet<>())
          .add(target.project());
    }
    Map<String, List<Script>> byProject = new LinkedHashMap<>();
    for (NxWorkspace.Target target : nx.targets()) {
      String shortName = shortName(target.project());
      boolean unique = projectsOf.getOrDefault(shortName, Set.of()).size() == 1;
      String name = target.project() + ":" + target.name();
      List<String> command = new ArrayList<>(workspace.program("nx"));
      command.add("run");
      command.add(name);
      boolean longRunning =
          target.continuous() || LongRunningScripts.matches(target.name(), target.text());
      byProject
          .computeIfAbsent(target.project(), _ -> new ArrayList<>())
          .add(
              new Script(
                      unique ? shortName + ":" + target.name() : name,
                      target.project(),
                      command,
                      workspace.directory(),
                      target.file(),
                      target.line(),
                      target.text().isEmpty() ? "nx run " + name : target.text(),
                      longRunning)
                  .local(target.name()));
    }
    return List.copyOf(byProject.values());
  }

  private static String shortName(String project) {
    return project.substring(project.lastIndexOf('/') + 1);
  }
}
