package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.model.Agents;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// Connected MCP agents and, below, their tool calls, newest first.
final class AgentsView implements View {
  private static final int CLIENT = 1;
  private static final int TOOL = 2;
  private static final int DURATION = 3;
  private static final int SUMMARY = 4;

  private final Table agents =
      new Table(
          Table.Column.flexible("agent", 12, 9),
          Table.Column.left("transport", 10, 3),
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
          Table.Column.flexible("summary", 16, 9));

  @Override
  public void paint(Model model, ViewCanvas viewCanvas, Rect area, boolean focused) {
    List<Agents.Agent> all = model.agents().all();
    if (all.isEmpty() && model.agents().activity().isEmpty()) {
      viewCanvas.emptyView(
          area,
          List.of(
              "No agents connected.",
              "Coding agents connected over MCP appear here",
              "with all their tool calls"));
      return;
    }
    int height = Math.min(all.size() + 1, Math.max(2, area.height() / 3));
    agents.fit(area);
    agents.titles(viewCanvas, area.y());
    for (int i = 0; i < height - 1; i++) {
      paintAgent(model, viewCanvas, area.y() + 1 + i, all.get(all.size() - 1 - i));
    }
    paintActivity(model, viewCanvas, area.below(height), focused);
  }

  private void paintAgent(Model model, ViewCanvas viewCanvas, int y, Agents.Agent agent) {
    long style = agent.isConnected() ? Styles.PLAIN : Styles.MUTED;
    agents.cell(
        viewCanvas, 0, y, agent.client(), agent.isConnected() ? Styles.STRONG : Styles.MUTED);
    agents.cell(viewCanvas, 1, y, agent.transport(), Styles.MUTED);
    String connection =
        agent.isConnected()
            ? "for " + CompactFormats.age(model.now() - agent.connectedMillis())
            : "left " + CompactFormats.age(model.now() - agent.disconnectedMillis()) + " ago";
    agents.cell(viewCanvas, 2, y, connection, style);
    agents.cell(viewCanvas, 3, y, CompactFormats.count(agent.calls()), style);
    String errors = agent.errors() == 0 ? "0" : "✖ " + agent.errors();
    agents.cell(viewCanvas, 4, y, errors, agent.errors() == 0 ? Styles.MUTED : Styles.ERROR);
    agents.cell(viewCanvas, 5, y, agent.lastTool(), style);
  }

  private void paintActivity(Model model, ViewCanvas viewCanvas, Rect area, boolean focused) {
    if (area.height() < 2) {
      return;
    }
    List<Event.MCPActivity> activity = model.agents().activity();
    viewCanvas.rule(area, area.y(), CompactFormats.count(activity.size(), "call"));
    Rect list = area.below(1);
    if (activity.isEmpty()) {
      viewCanvas.text(list, list.x() + 1, list.y(), "No calls yet.", Styles.MUTED);
      return;
    }
    calls.reset();
    for (Event.MCPActivity call : activity.subList(0, Math.min(100, activity.size()))) {
      calls.reserve(CLIENT, call.client());
      calls.reserve(TOOL, call.tool());
    }
    calls.fit(area);
    ListCursor cursor = model.cursor(Tab.AGENTS);
    viewCanvas.rows(
        cursor, activity, list, focused, (it, row) -> paintCall(model, viewCanvas, row.y(), it));
  }

  private void paintCall(Model model, ViewCanvas viewCanvas, int y, Event.MCPActivity call) {
    calls.cell(viewCanvas, 0, y, LogsView.clock(model, call.atMillis()), Styles.MUTED);
    if (calls.isVisible(0)) {
      viewCanvas.canvas.put(
          calls.columnX(0) + 13,
          y,
          call.ok() ? '✔' : '✖',
          call.ok() ? Styles.SUCCESS : Styles.ERROR);
    }
    calls.cell(viewCanvas, CLIENT, y, call.client(), Styles.PLAIN);
    calls.cell(viewCanvas, TOOL, y, call.tool(), Styles.STRONG);
    calls.cell(
        viewCanvas,
        DURATION,
        y,
        CompactFormats.duration(call.durationMicros() * 1000),
        Styles.MUTED);
    calls.cell(viewCanvas, SUMMARY, y, call.summary(), call.ok() ? Styles.PLAIN : Styles.ERROR);
  }

  @Override
  public String status(Model model) {
    int connected = model.agents().connectedCount();
    return model.agents().all().isEmpty()
        ? ""
        : CompactFormats.count(connected, "agent") + " connected";
  }
}
