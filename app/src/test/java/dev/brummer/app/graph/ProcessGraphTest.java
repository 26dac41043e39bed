package dev.brummer.app.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.text.TextWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Trees, critical chains and problems of graphs.
class ProcessGraphTest {
  private static GraphNode node(String name, String... conditions) {
    return timed(name, 0, 0, 0, conditions);
  }

  /// @param conditions "process condition"
  private static GraphNode timed(
      String name, long started, long waited, long ready, String... conditions) {
    List<GraphNode.Condition> all =
        List.of(conditions).stream()
            .map(it -> it.split(" ", 2))
            .map(it -> new GraphNode.Condition(it[0], it[1], ""))
            .toList();
    String state = started == 0 ? "" : "ready";
    return new GraphNode(name, "", state, all, started, waited, ready, 0);
  }

  private static final ProcessGraph SHOP =
      ProcessGraph.of(
          List.of(
              node("lint"),
              node("web", "api ready"),
              node("api", "db ready", "migrate completed"),
              node("db"),
              node("migrate", "db ready")),
          false);

  private static final ProcessGraph TIMED =
      ProcessGraph.of(
          List.of(
              timed("db", 1_000, 0, 1_400),
              timed("cache", 1_000, 0, 1_900),
              timed("api", 1_910, 910, 2_200, "db ready", "cache ready"),
              timed("web", 1_000, 0, 1_050)),
          true);

  @Test
  void tree_showsEachProcessOnce_belowTheOneItWaitsForLongest() {
    assertEquals(
        List.of(
            "PROCESS       WAITS FOR",
            "db",
            "└─ migrate    db ready",
            "   └─ api     db ready, migrate completed",
            "      └─ web  api ready",
            "",
            "wait for no other: lint"),
        GraphText.of(SHOP, 80));
  }

  @Test
  void criticalChain_followsTheConditionThatWasMetLast() {
    CriticalChain chain = CriticalChain.of(TIMED);
    assertEquals(
        List.of(new CriticalChain.Link("cache", 900), new CriticalChain.Link("api", 300)),
        chain.links());
    assertEquals(1_200, chain.millis());
    List<String> lines = GraphText.of(TIMED, 80);
    assertTrue(lines.stream().anyMatch(it -> it.startsWith("cache *")), lines.toString());
    assertTrue(
        lines.getLast().equals("* critical path: cache 900 ms → api 300 ms = 1.2 s"),
        lines.toString());
    assertFalse(lines.stream().anyMatch(it -> it.startsWith("db *")), lines.toString());
  }

  @Test
  void graphWithoutTimes_hasNoCriticalChain() {
    assertEquals(CriticalChain.NONE, CriticalChain.of(SHOP));
  }

  @Test
  void cycleAndUnknownName_areNamed_andDrawn() {
    ProcessGraph graph =
        ProcessGraph.of(
            List.of(node("a", "b ready"), node("b", "c ready"), node("c", "a ready", "x ready")),
            false);
    List<String> problems = graph.problems();
    assertEquals(2, problems.size(), problems.toString());
    assertTrue(problems.contains("c waits for x, but no process has this name"), "" + problems);
    assertTrue(problems.contains("dependency cycle: a → b → c → a"), "" + problems);
    String text = String.join("\n", GraphText.of(graph, 80));
    for (String name : List.of("a", "b", "c", "x ready (unknown)")) {
      assertTrue(text.contains(name), text);
    }
  }

  @Test
  void only_keepsWhatTheNamedOnesWaitFor() {
    assertEquals(Set.of("migrate", "db"), SHOP.only(Set.of("migrate")).nodes().keySet());
  }

  @Test
  void hundredProcesses_fitIntoEightyColumns() {
    List<GraphNode> nodes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      List<String> conditions = new ArrayList<>();
      for (int before = Math.max(0, i - 4); before < i; before++) {
        conditions.add("a-process-with-a-rather-long-name-日本-" + before + " completed");
      }
      nodes.add(
          node("a-process-with-a-rather-long-name-日本-" + i, conditions.toArray(String[]::new)));
    }
    List<String> lines = GraphText.of(ProcessGraph.of(nodes, false), 80);
    for (String line : lines) {
      assertTrue(TextWidth.of(line) <= 80, line);
    }
    assertTrue(lines.size() > 100);
  }

  @Test
  void mermaid_escapesNames_andHasEveryEdge() {
    ProcessGraph graph =
        ProcessGraph.of(
            List.of(node("a\"]\n  click p0 call alert(1)"), node("b", "zz ready")), false);
    List<String> lines = GraphMermaid.of(graph);
    assertEquals("graph LR", lines.getFirst());
    assertEquals(5, lines.size(), lines.toString());
    assertTrue(lines.get(1).startsWith("  p0[\"a#34;#93;"), lines.get(1));
    assertEquals("  p2 -->|\"ready\"| p1", lines.get(4));
  }

  @Test
  void json_hasTimesOnlyWhereTheyAreKnown() {
    Map<String, Object> json = GraphJson.of(TIMED, "/p");
    assertEquals(List.of("cache", "api"), json.get("criticalPath"));
    assertEquals(1_200L, json.get("criticalMillis"));
    assertFalse(GraphJson.of(SHOP, "/p").containsKey("criticalMillis"));
    assertFalse(GraphJson.of(SHOP, "/p").get("processes").toString().contains("tookMillis"));
  }
}
