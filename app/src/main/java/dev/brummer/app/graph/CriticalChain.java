package dev.brummer.app.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The chain of processes that determined when the last one was up: backwards from it, along the
/// condition that was met last. Only a shorter link of it shortens the start. Immutable.
///
/// @param links in order of time
/// @param millis from the start of the first until the last was up
record CriticalChain(List<Link> links, long millis) {
  /// A process and its time, from the moment it could start until it met the next condition.
  record Link(String name, long millis) {}

  static final CriticalChain NONE = new CriticalChain(List.of(), 0);

  CriticalChain {
    links = List.copyOf(links);
  }

  /// The chain among the processes that wait for others. Empty without times.
  static CriticalChain of(ProcessGraph graph) {
    GraphNode last = last(graph);
    if (last == null) {
      return NONE;
    }
    List<Link> links = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    long until = last.upMillis();
    long end = until;
    long from = until;
    GraphNode node = last;
    while (node != null && seen.add(node.name())) {
      GraphNode before = null;
      long met = 0;
      for (GraphNode.Condition it : node.conditions()) {
        GraphNode other = graph.nodes().get(it.process());
        long at = other == null ? 0 : other.metMillis(it.condition());
        if (at > met && at <= until) {
          before = other;
          met = at;
        }
      }
      from = before == null ? node.startedMillis() - node.waitedMillis() : met;
      links.addFirst(new Link(node.name(), Math.max(0, until - from)));
      until = from;
      node = before;
    }
    return new CriticalChain(links, Math.max(0, end - from));
  }

  private static @Nullable GraphNode last(ProcessGraph graph) {
    if (!graph.timed()) {
      return null;
    }
    GraphNode last = null;
    for (GraphNode node : graph.nodes().values()) {
      boolean up = node.startedMillis() > 0 && node.tookMillis() >= 0;
      if (up
          && !node.conditions().isEmpty()
          && (last == null || node.upMillis() > last.upMillis())) {
        last = node;
      }
    }
    return last;
  }

  boolean contains(String name) {
    return links.stream().anyMatch(link -> link.name().equals(name));
  }
}
