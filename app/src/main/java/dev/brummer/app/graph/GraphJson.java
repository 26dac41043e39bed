package dev.brummer.app.graph;

import java.util.LinkedHashMap;
import java.util.Map;

/// A graph as JSON values. Times are milliseconds; those that are not known are left out. Pure.
final class GraphJson {
  private GraphJson() {}

  static Map<String, Object> of(ProcessGraph graph, String project) {
    CriticalChain critical = CriticalChain.of(graph);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("project", project);
    json.put("running", graph.timed());
    json.put("processes", graph.nodes().values().stream().map(node -> of(node, critical)).toList());
    json.put("criticalPath", critical.links().stream().map(CriticalChain.Link::name).toList());
    if (!critical.links().isEmpty()) {
      json.put("criticalMillis", critical.millis());
    }
    json.put("problems", graph.problems());
    return json;
  }

  private static Map<String, Object> of(GraphNode node, CriticalChain critical) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", node.name());
    json.put("group", node.group());
    json.put("waitsFor", node.conditions().stream().map(GraphJson::of).toList());
    if (!node.state().isEmpty()) {
      json.put("state", node.state());
    }
    if (node.startedMillis() > 0) {
      json.put("startedMillis", node.startedMillis());
      json.put("waitedMillis", node.waitedMillis());
    }
    if (node.tookMillis() >= 0) {
      json.put("tookMillis", node.tookMillis());
    }
    json.put("critical", critical.contains(node.name()));
    return json;
  }

  private static Map<String, String> of(GraphNode.Condition it) {
    Map<String, String> json = new LinkedHashMap<>(Map.of("process", it.process()));
    json.put("condition", it.condition());
    if (!it.pattern().isEmpty()) {
      json.put("pattern", it.pattern());
    }
    return json;
  }
}
