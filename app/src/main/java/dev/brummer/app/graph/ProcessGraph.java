package dev.brummer.app.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// The processes and what they wait for. Immutable.
///
/// @param nodes by name, in the order of the project
/// @param timed whether the times of a running brummer are known
record ProcessGraph(SequencedMap<String, GraphNode> nodes, boolean timed) {
  static ProcessGraph of(List<GraphNode> nodes, boolean timed) {
    SequencedMap<String, GraphNode> byName = new LinkedHashMap<>();
    nodes.forEach(node -> byName.put(node.name(), node));
    return new ProcessGraph(byName, timed);
  }

  /// Only these processes and everything that they wait for.
  ProcessGraph only(Set<String> names) {
    Set<String> kept = new HashSet<>();
    List<String> open = new ArrayList<>(names);
    while (!open.isEmpty()) {
      String name = open.removeLast();
      GraphNode node = nodes.get(name);
      if (node != null && kept.add(name)) {
        node.conditions().forEach(it -> open.add(it.process()));
      }
    }
    return of(nodes.values().stream().filter(node -> kept.contains(node.name())).toList(), timed);
  }

  /// Processes without a condition on another one, which no other one waits for.
  List<GraphNode> unconnected() {
    Set<String> awaited = awaited();
    return nodes.values().stream()
        .filter(node -> node.conditions().isEmpty() && !awaited.contains(node.name()))
        .toList();
  }

  private Set<String> awaited() {
    Set<String> awaited = new HashSet<>();
    nodes.values().forEach(node -> node.conditions().forEach(it -> awaited.add(it.process())));
    return awaited;
  }

  /// One sentence for each name that no process has, and for each cycle.
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (GraphNode node : nodes.values()) {
      for (GraphNode.Condition it : node.conditions()) {
        if (!nodes.containsKey(it.process())) {
          problems.add(
              node.name() + " waits for " + it.process() + ", but no process has this name");
        }
      }
    }
    cycles().forEach(cycle -> problems.add("dependency cycle: " + String.join(" → ", cycle)));
    return problems;
  }

  /// Cycles, each by its names; the first one is repeated at the end.
  private List<List<String>> cycles() {
    List<List<String>> cycles = new ArrayList<>();
    Set<String> done = new HashSet<>();
    nodes.keySet().forEach(name -> walk(name, new LinkedHashSet<>(), done, cycles));
    return cycles;
  }

  private void walk(
      String name, LinkedHashSet<String> path, Set<String> done, List<List<String>> cycles) {
    if (path.contains(name)) {
      List<String> cycle = new ArrayList<>(path);
      cycle = new ArrayList<>(cycle.subList(cycle.indexOf(name), cycle.size()));
      cycle.add(name);
      cycles.add(cycle);
      return;
    }
    GraphNode node = nodes.get(name);
    if (node == null || done.contains(name)) {
      return;
    }
    path.add(name);
    node.conditions().forEach(it -> walk(it.process(), path, done, cycles));
    path.remove(name);
    done.add(name);
  }

  /// The process below which each one stands in a tree: of those that it waits for, the one that
  /// met its condition last, or that has the longest chain before it. Cycles are cut.
  Map<String, String> parents() {
    Map<String, Integer> depths = new HashMap<>();
    Map<String, String> parents = new HashMap<>();
    nodes.keySet().forEach(name -> depth(name, new HashSet<>(), depths));
    for (GraphNode node : nodes.values()) {
      String parent = "";
      long best = Long.MIN_VALUE;
      for (GraphNode.Condition it : node.conditions()) {
        GraphNode other = nodes.get(it.process());
        if (other == null
            || depths.getOrDefault(other.name(), 0) >= depths.getOrDefault(node.name(), 0)) {
          continue; // unknown, or part of a cycle
        }
        long met = timed ? other.metMillis(it.condition()) : 0;
        long weight = met > 0 ? met : depths.getOrDefault(it.process(), 0);
        if (weight > best) {
          best = weight;
          parent = it.process();
        }
      }
      if (!parent.isEmpty()) {
        parents.put(node.name(), parent);
      }
    }
    return parents;
  }

  /// Length of the longest chain before a process.
  private int depth(String name, Set<String> path, Map<String, Integer> known) {
    Integer depth = known.get(name);
    GraphNode node = nodes.get(name);
    if (depth != null || node == null || !path.add(name)) {
      return depth == null ? 0 : depth;
    }
    int longest = 0;
    for (GraphNode.Condition it : node.conditions()) {
      if (nodes.containsKey(it.process()) && !path.contains(it.process())) {
        longest = Math.max(longest, 1 + depth(it.process(), path, known));
      }
    }
    path.remove(name);
    known.put(name, longest);
    return longest;
  }
}
