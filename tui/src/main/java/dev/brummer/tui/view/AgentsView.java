package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.Agents;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.Formats;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// Agents that came over MCP and, below, what they did: the newest call first.
final class AgentsView implements View {
  private static final int CLIENT = 1;
  private static final int TOOL = 2;
  private static final int TOOK = 3;
  private static final int SUMMARY = 4;

  private final Table agents =
      new Table(
          Table.Column.flexible("agent", 12, 9),
          Table.Column.left("over", 10, 3),
          Table.Column.right("connected", 12, 6),
          Table.Column.right("calls", 6, 7),
          Table.Column.right("errors", 6, 8),
          Table.Column.left("last tool", 20, 5));

  private final Table calls =
      new Table(
          Table.Column.left("time", 14, 6),
          Table.Column.left("agent", 16, 3),
          Table.Column.left("tool", 20, 7),
          Table.Column.right("took", 7, 4),
          Table.Column.flexible("what", 16, 9));

  @Override
  public KeyContext context() {
    return KeyContext.AGENTS;
  }

  @Override
  public void paint(Model model, Painter brush, Rect area, boolean focused) {
    List<Agents.Agent> all = model.agents().all();
    if (all.isEmpty() && model.agents().activity().isEmpty()) {
      brush.empty(
          area,
          List.of(
              "No agents connected.",
              "Coding agents that connect over MCP appear here",
              "with everything they do to your processes"));
      return;
    }
    int height = Math.min(all.size() + 1, Math.max(2, area.height() / 3));
    agents.fit(area);
    agents.head(brush, area.y());
    for (int i = 0; i < height - 1; i++) {
      agent(model, brush, area.y() + 1 + i, all.get(all.size() - 1 - i));
    }
    activity(model, brush, area.below(height), focused);
  }

  private void agent(Model model, Painter brush, int y, Agents.Agent agent) {
    long style = agent.here() ? Styles.PLAIN : Styles.MUTED;
    agents.cell(brush, 0, y, agent.client(), agent.here() ? Styles.STRONG : Styles.MUTED);
    agents.cell(brush, 1, y, agent.transport(), Styles.MUTED);
    String when =
        agent.here()
            ? "for " + Formats.age(model.now() - agent.sinceMillis())
            : "left " + Formats.age(model.now() - agent.leftMillis()) + " ago";
    agents.cell(brush, 2, y, when, style);
    agents.cell(brush, 3, y, Formats.count(agent.calls()), style);
    String errors = agent.errors() == 0 ? "0" : "✖ " + agent.errors();
    agents.cell(brush, 4, y, errors, agent.errors() == 0 ? Styles.MUTED : Styles.BAD);
    agents.cell(brush, 5, y, agent.lastTool(), style);
  }

  private void activity(Model model, Painter brush, Rect area, boolean focused) {
    if (area.height() < 2) {
      return;
    }
    List<Event.MCPActivity> activity = model.agents().activity();
    Panes.rule(brush, area, area.y(), Formats.count(activity.size(), "call"));
    Rect list = area.below(1);
    if (activity.isEmpty()) {
      brush.text(list, list.x() + 1, list.y(), "Nothing was asked for yet.", Styles.MUTED);
      return;
    }
    calls.forget();
    for (Event.MCPActivity call : activity.subList(0, Math.min(100, activity.size()))) {
      calls.want(CLIENT, call.client());
      calls.want(TOOL, call.tool());
    }
    calls.fit(area);
    ListCursor cursor = model.cursor(Tab.AGENTS);
    brush.rows(cursor, activity, list, focused, (it, row) -> call(model, brush, row.y(), it));
  }

  private void call(Model model, Painter brush, int y, Event.MCPActivity call) {
    calls.cell(brush, 0, y, LogsView.clock(model, call.atMillis()), Styles.MUTED);
    if (calls.shows(0)) {
      brush.canvas.put(
          calls.left(0) + 13, y, call.ok() ? '✔' : '✖', call.ok() ? Styles.GOOD : Styles.BAD);
    }
    calls.cell(brush, CLIENT, y, call.client(), Styles.PLAIN);
    calls.cell(brush, TOOL, y, call.tool(), Styles.STRONG);
    calls.cell(brush, TOOK, y, Formats.duration(call.durationMicros() * 1000), Styles.MUTED);
    calls.cell(brush, SUMMARY, y, call.summary(), call.ok() ? Styles.PLAIN : Styles.BAD);
  }

  @Override
  public String status(Model model) {
    int here = model.agents().here();
    return model.agents().all().isEmpty() ? "" : Formats.count(here, "agent") + " connected";
  }
}
