package dev.brummer.app.graph;

import dev.brummer.engine.text.VisibleText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes a graph as a Mermaid flowchart. Names are data: they cannot end a label. Pure.
final class GraphMermaid {
  private GraphMermaid() {}

  static List<String> of(ProcessGraph graph) {
    CriticalChain critical = CriticalChain.of(graph);
    Map<String, String> ids = new HashMap<>();
    List<String> lines = new ArrayList<>(List.of("graph LR"));
    for (GraphNode node : graph.nodes().values()) {
      lines.add("  " + id(ids, node.name()) + "[\"" + label(node) + "\"]");
    }
    for (GraphNode node : graph.nodes().values()) {
      for (GraphNode.Condition it : node.conditions()) {
        if (!graph.nodes().containsKey(it.process()) && !ids.containsKey(it.process())) {
          String unknown = escape(it.process()) + " (unknown)";
          lines.add("  " + id(ids, it.process()) + "[\"" + unknown + "\"]");
        }
        String condition = it.text().substring(it.process().length() + 1);
        lines.add(
            "  "
                + id(ids, it.process())
                + " -->|\""
                + escape(condition)
                + "\"| "
                + id(ids, node.name()));
      }
    }
    if (!critical.links().isEmpty()) {
      lines.add("  classDef critical stroke:#d33,stroke-width:3px");
      critical.links().forEach(it -> lines.add("  class " + id(ids, it.name()) + " critical"));
    }
    return lines;
  }

  private static String label(GraphNode node) {
    long took = node.tookMillis();
    String state = node.state().isEmpty() ? "" : "<br/>" + escape(node.state());
    return escape(node.name()) + state + (took < 0 ? "" : " " + took + " ms");
  }

  private static String id(Map<String, String> ids, String name) {
    return ids.computeIfAbsent(name, _ -> "p" + ids.size());
  }

  /// Entities for every character that Mermaid or HTML reads as markup.
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    VisibleText.line(text)
        .codePoints()
        .forEach(c -> {
          boolean plain = Character.isLetterOrDigit(c) || " _-.:/@,+()^$*?!=".indexOf(c) >= 0;
          if (plain) {
            escaped.appendCodePoint(c);
          } else {
            escaped.append('#').append(c).append(';');
          }
        });
    return escaped.toString();
  }
}
