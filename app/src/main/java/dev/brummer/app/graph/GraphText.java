package dev.brummer.app.graph;

import dev.brummer.engine.text.TextWidth;
import dev.brummer.engine.text.VisibleText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Draws a graph as a tree, with a table beside it. Pure.
final class GraphText {
  private static final int MIN_NAME = 12;
  private static final int TIME_WIDTH = 7;
  private static final int MAX_STATE = 12;
  private static final int MIN_AFTER = 20;

  /// Deeper branches are cut on their left.
  private static final int MAX_TREE = 24;

  private final ProcessGraph graph;
  private final CriticalChain critical;
  private final int columns;
  private final List<Row> rows = new ArrayList<>();
  private final Set<String> drawn = new HashSet<>();

  /// A line of the tree.
  ///
  /// @param tree indent and branch
  private record Row(String tree, GraphNode node) {}

  private GraphText(ProcessGraph graph, int columns) {
    this.graph = graph;
    this.critical = CriticalChain.of(graph);
    this.columns = columns;
  }

  /// The lines of the drawing.
  ///
  /// @param columns width that no line exceeds
  static List<String> of(ProcessGraph graph, int columns) {
    return new GraphText(graph, columns).lines();
  }

  private List<String> lines() {
    Map<String, String> parents = graph.parents();
    Set<String> alone =
        graph.unconnected().stream().map(GraphNode::name).collect(Collectors.toSet());
    for (GraphNode node : graph.nodes().values()) {
      if (!parents.containsKey(node.name()) && !alone.contains(node.name())) {
        add(node, "", "", parents);
      }
    }
    List<String> lines = new ArrayList<>();
    if (!rows.isEmpty()) {
      table(lines);
    }
    unconnected(lines);
    criticalPath(lines);
    return lines;
  }

  private void add(GraphNode node, String tree, String indent, Map<String, String> parents) {
    if (!drawn.add(node.name())) {
      return;
    }
    rows.add(new Row(tree, node));
    List<GraphNode> children =
        graph.nodes().values().stream()
            .filter(it -> node.name().equals(parents.get(it.name())))
            .toList();
    for (GraphNode child : children) {
      boolean last = child.name().equals(children.getLast().name());
      add(child, indent + (last ? "└─ " : "├─ "), indent + (last ? "   " : "│  "), parents);
    }
  }

  private void table(List<String> lines) {
    int widest = rows.stream().mapToInt(row -> TextWidth.of(label(row))).max().orElse(0);
    int times = graph.timed() ? 2 * (TIME_WIDTH + 2) + stateWidth() + 2 : 0;
    int names = Math.max(MIN_NAME, Math.min(widest, columns - times - MIN_AFTER - 2));
    StringBuilder head = new StringBuilder(pad("PROCESS", names));
    if (graph.timed()) {
      head.append("  ").append(pad("STATE", stateWidth()));
      head.append("  ").append(right("WAITED")).append("  ").append(right("TOOK"));
    }
    lines.add(head.append("  WAITS FOR").toString());
    for (Row row : rows) {
      StringBuilder line = new StringBuilder(pad(label(row), names));
      if (graph.timed()) {
        line.append("  ").append(pad(row.node.state(), stateWidth()));
        line.append("  ").append(right(waited(row.node)));
        line.append("  ").append(right(time(row.node.tookMillis())));
      }
      lines.addAll(withConditions(line.toString(), row.node));
    }
  }

  private int stateWidth() {
    int widest = rows.stream().mapToInt(row -> TextWidth.of(row.node.state())).max().orElse(0);
    return Math.max("STATE".length(), Math.min(widest, MAX_STATE));
  }

  private String label(Row row) {
    String mark = critical.contains(row.node.name()) ? " *" : "";
    int extra = row.tree.length() - MAX_TREE;
    String tree = extra > 0 ? "…" + row.tree.substring(extra + 1) : row.tree;
    return tree + VisibleText.line(row.node.name()) + mark;
  }

  private static String waited(GraphNode node) {
    return node.startedMillis() == 0 || node.conditions().isEmpty()
        ? ""
        : time(node.waitedMillis());
  }

  private static String time(long millis) {
    if (millis < 0) {
      return "";
    }
    return millis < 1_000
        ? millis + " ms"
        : String.format(Locale.ROOT, millis < 100_000 ? "%.1f s" : "%.0f s", millis / 1e3);
  }

  /// The line and its conditions, which continue below themselves.
  private List<String> withConditions(String line, GraphNode node) {
    List<String> lines = new ArrayList<>();
    int indent = TextWidth.of(line) + 2;
    StringBuilder current = new StringBuilder(line).append("  ");
    boolean first = true;
    for (GraphNode.Condition it : node.conditions()) {
      String text = VisibleText.line(it.text());
      if (!graph.nodes().containsKey(it.process())) {
        text += " (unknown)";
      }
      int room = columns - indent - 1; // a comma may follow
      text = TextWidth.of(text) > room ? cut(text, room) : text;
      if (!first && TextWidth.of(current.toString()) + 2 + TextWidth.of(text) > columns) {
        lines.add(current.append(',').toString());
        current = new StringBuilder(" ".repeat(indent));
      } else if (!first) {
        current.append(", ");
      }
      current.append(text);
      first = false;
    }
    lines.add(current.toString().stripTrailing());
    return lines;
  }

  private void unconnected(List<String> lines) {
    List<String> names =
        graph.unconnected().stream()
            .map(node ->
                VisibleText.line(node.name())
                    + (node.state().isEmpty() || node.state().equals("idle")
                        ? ""
                        : " (" + described(node) + ")"))
            .toList();
    if (!names.isEmpty()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(wrapped("wait for no other:", names, ","));
    }
  }

  private static String described(GraphNode node) {
    long took = node.tookMillis();
    return took < 0 || node.readyMillis() == 0 ? node.state() : node.state() + " " + time(took);
  }

  private void criticalPath(List<String> lines) {
    if (critical.links().size() > 1) {
      List<String> links = new ArrayList<>();
      for (CriticalChain.Link link : critical.links()) {
        links.add(
            (links.isEmpty() ? "" : "→ ")
                + VisibleText.line(link.name())
                + " "
                + time(link.millis()));
      }
      links.add("= " + time(critical.millis()));
      lines.add("");
      lines.addAll(wrapped("* critical path:", links, ""));
    }
  }

  private List<String> wrapped(String head, List<String> items, String separator) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(head);
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i) + (i + 1 < items.size() ? separator : "");
      if (TextWidth.of(line.toString()) + 1 + TextWidth.of(item) > columns) {
        lines.add(line.toString());
        line = new StringBuilder(" ");
      }
      line.append(' ').append(item);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String right(String text) {
    return " ".repeat(Math.max(0, TIME_WIDTH - text.length())) + text;
  }

  private static String pad(String text, int width) {
    String fitting = TextWidth.of(text) > width ? cut(text, width) : text;
    return fitting + " ".repeat(Math.max(0, width - TextWidth.of(fitting)));
  }

  private static String cut(String text, int width) {
    StringBuilder cut = new StringBuilder();
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      used += Math.max(0, TextWidth.of(c));
      if (used > width - 1) {
        break;
      }
      cut.appendCodePoint(c);
      i += Character.charCount(c);
    }
    return cut.append('…').toString();
  }
}
