package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.model.Agents;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// Connected MCP agents and, below, their tool calls, newest first, with the details of the
/// selected call.
final class AgentsView implements View {
  private static final int AGENT = 0;
  private static final int VERSION = 1;
  private static final int TRANSPORT = 2;
  private static final int CONNECTED = 3;
  private static final int CALLS = 4;
  private static final int ERRORS = 5;
  private static final int TOKENS = 6;
  private static final int ACCESS = 7;
  private static final int LAST_TOOL = 8;

  private static final int TIME = 0;
  private static final int MARK = 1;
  private static final int CLIENT = 2;
  private static final int TOOL = 3;
  private static final int EFFECT = 4;
  private static final int DURATION = 5;
  private static final int CALL_TOKENS = 6;
  private static final int SUMMARY = 7;

  /// Width below which times are shown without milliseconds.
  private static final int MIN_MILLIS_WIDTH = 100;

  /// Minimum height of the calls at which details are shown below them.
  private static final int MIN_DETAIL_HEIGHT = 12;

  /// Rows that determine the width of the columns.
  private static final int MEASURED_ROWS = 100;

  private final AgentCallPane details = new AgentCallPane();
  private final Table agents =
      new Table(
          Table.Column.left("agent", 32, 9),
          Table.Column.left("version", 10, 1),
          Table.Column.left("transport", 9, 2),
          Table.Column.right("connected", 12, 5),
          Table.Column.right("calls", 7, 6),
          Table.Column.right("errors", 7, 7),
          Table.Column.right("tokens", 9, 4),
          Table.Column.left("access", 9, 8),
          Table.Column.flexible("last tool", 15, 3));

  private final Table calls =
      new Table(
          Table.Column.left("time", 12, 5),
          Table.Column.left("", 1, 7),
          Table.Column.left("agent", 16, 3),
          Table.Column.left("tool", 20, 8),
          Table.Column.left("what", 26, 6),
          Table.Column.right("took", 7, 4),
          Table.Column.right("tokens", 7, 2),
          Table.Column.flexible("summary", 12, 9));

  @Override
  public void paint(Model model, ViewCanvas viewCanvas, Rect area, boolean focused) {
    List<Agents.Agent> all = model.agents().all();
    if (all.isEmpty() && model.agents().activity().isEmpty()) {
      viewCanvas.emptyView(area, emptySentences(model));
      return;
    }
    int height = Math.min(all.size() + 1, Math.max(2, area.height() / 3));
    paintAgents(model, viewCanvas, area.top(height), all);
    paintActivity(model, viewCanvas, area.below(height), focused);
  }

  private static List<String> emptySentences(Model model) {
    return List.of(
        "No agents connected.",
        "brummer mcp install connects a coding agent;",
        "its calls appear here",
        model.agents().access().isReadOnly() ? "Agents are read-only." : "");
  }

  private void paintAgents(Model model, ViewCanvas viewCanvas, Rect area, List<Agents.Agent> all) {
    agents.reset();
    for (Agents.Agent agent : all) {
      agents.reserve(AGENT, agent.client());
      agents.reserve(VERSION, agent.version());
      agents.reserve(TRANSPORT, agent.transport());
      agents.reserve(CONNECTED, connection(model, agent));
      agents.reserve(TOKENS, CompactFormats.count(agent.tokens()));
    }
    if (all.stream().allMatch(agent -> agent.version().isEmpty())) {
      agents.hide(VERSION);
    }
    agents.fit(area);
    agents.titles(viewCanvas, area.y());
    for (int i = 0; i < area.height() - 1; i++) {
      paintAgent(model, viewCanvas, area.y() + 1 + i, all.get(all.size() - 1 - i));
    }
  }

  private void paintAgent(Model model, ViewCanvas viewCanvas, int y, Agents.Agent agent) {
    long style = agent.isConnected() ? Styles.PLAIN : Styles.MUTED;
    agents.cell(
        viewCanvas, AGENT, y, agent.client(), agent.isConnected() ? Styles.STRONG : Styles.MUTED);
    agents.cell(viewCanvas, VERSION, y, agent.version(), Styles.MUTED);
    agents.cell(viewCanvas, TRANSPORT, y, agent.transport(), Styles.MUTED);
    agents.cell(viewCanvas, CONNECTED, y, connection(model, agent), style);
    agents.cell(viewCanvas, CALLS, y, CompactFormats.count(agent.calls()), style);
    String errors = agent.errors() == 0 ? "0" : "✖ " + CompactFormats.count(agent.errors());
    agents.cell(viewCanvas, ERRORS, y, errors, agent.errors() == 0 ? Styles.MUTED : Styles.ERROR);
    agents.cell(viewCanvas, TOKENS, y, CompactFormats.count(agent.tokens()), style);
    boolean readOnly = model.agents().isReadOnly(agent);
    agents.cell(
        viewCanvas,
        ACCESS,
        y,
        readOnly ? "read-only" : "may act",
        readOnly ? Styles.WARNING : Styles.MUTED);
    agents.cell(viewCanvas, LAST_TOOL, y, agent.lastTool(), style);
  }

  private static String connection(Model model, Agents.Agent agent) {
    return agent.isConnected()
        ? "for " + CompactFormats.age(model.now() - agent.connectedMillis())
        : "left " + CompactFormats.age(model.now() - agent.disconnectedMillis()) + " ago";
  }

  private void paintActivity(Model model, ViewCanvas viewCanvas, Rect area, boolean focused) {
    if (area.height() < 2) {
      return;
    }
    List<Event.MCPActivity> activity = model.agents().activity();
    viewCanvas.rule(area, area.y(), CompactFormats.count(activity.size(), "call"));
    Rect below = area.below(1);
    if (activity.isEmpty()) {
      viewCanvas.text(below, below.x() + 1, below.y(), "No calls yet.", Styles.MUTED);
      return;
    }
    fitCalls(model, area, activity);
    boolean withDetails = area.height() >= MIN_DETAIL_HEIGHT;
    int rows =
        withDetails
            ? Math.min(activity.size(), Math.max(4, area.height() / 2 - 1))
            : below.height();
    ListCursor cursor = model.cursor(Tab.AGENTS);
    viewCanvas.rows(
        cursor,
        activity,
        below.top(rows),
        focused,
        (it, row) -> paintCall(model, viewCanvas, row.y(), it));
    if (withDetails) {
      details.paint(model, viewCanvas, below.below(rows), activity.get(cursor.selected()));
    }
  }

  private void fitCalls(Model model, Rect area, List<Event.MCPActivity> activity) {
    calls.reset();
    boolean effects = false;
    boolean tokens = false;
    for (Event.MCPActivity call : activity.subList(0, Math.min(MEASURED_ROWS, activity.size()))) {
      calls.reserve(TIME, time(model, call, area.width()));
      calls.reserve(CLIENT, call.client());
      calls.reserve(TOOL, call.tool());
      calls.reserve(EFFECT, Agents.effect(call));
      calls.reserve(CALL_TOKENS, CompactFormats.count(call.tokens()));
      effects |= !Agents.effect(call).isEmpty();
      tokens |= call.tokens() > 0;
    }
    if (model.agents().all().size() == 1) {
      calls.hide(CLIENT);
    }
    if (!effects) {
      calls.hide(EFFECT);
    }
    if (!tokens) {
      calls.hide(CALL_TOKENS);
    }
    calls.fit(area);
  }

  private static String time(Model model, Event.MCPActivity call, int width) {
    String clock = LogsView.clock(model, call.atMillis());
    return width < MIN_MILLIS_WIDTH ? clock.substring(0, 8) : clock;
  }

  private void paintCall(Model model, ViewCanvas viewCanvas, int y, Event.MCPActivity call) {
    int width = calls.area().width();
    calls.cell(viewCanvas, TIME, y, time(model, call, width), Styles.MUTED);
    calls.cell(
        viewCanvas, MARK, y, call.ok() ? "✔" : "✖", call.ok() ? Styles.SUCCESS : Styles.ERROR);
    calls.cell(viewCanvas, CLIENT, y, call.client(), Styles.PLAIN);
    calls.cell(viewCanvas, TOOL, y, call.tool(), Styles.STRONG);
    boolean acted = call.action() != Event.MCPActivity.Action.NONE;
    calls.cell(viewCanvas, EFFECT, y, Agents.effect(call), acted ? Styles.ACCENT : Styles.MUTED);
    calls.cell(
        viewCanvas,
        DURATION,
        y,
        CompactFormats.duration(call.durationMicros() * 1000),
        Styles.MUTED);
    calls.cell(viewCanvas, CALL_TOKENS, y, CompactFormats.count(call.tokens()), Styles.MUTED);
    calls.cell(viewCanvas, SUMMARY, y, call.summary(), call.ok() ? Styles.PLAIN : Styles.ERROR);
  }

  @Override
  public String status(Model model) {
    if (model.agents().all().isEmpty()) {
      return "";
    }
    String connected =
        CompactFormats.count(model.agents().connectedCount(), "agent") + " connected";
    return model.agents().access().isReadOnly() ? connected + " · all read-only" : connected;
  }
}
