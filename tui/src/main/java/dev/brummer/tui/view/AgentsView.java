package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.key.Context;
import dev.brummer.tui.model.Agents;
import dev.brummer.tui.model.Format;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// Agents connected over MCP and, below, what they did.
final class AgentsView implements View {
  private final Table table =
      new Table(
          Table.Column.flexible("agent", 12, 9),
          Table.Column.left("over", 10, 3),
          Table.Column.right("since", 5, 6),
          Table.Column.right("calls", 6, 7),
          Table.Column.right("errors", 6, 8),
          Table.Column.left("last tool", 20, 5));

  @Override
  public Context context() {
    return Context.AGENTS;
  }

  @Override
  public void paint(Model model, Brush brush, Rect area, boolean focused) {
    Agents agents = model.agents();
    if (agents.size() == 0 && agents.activity().isEmpty()) {
      brush.empty(
          area,
          List.of(
              "No agents connected.",
              "Coding agents that connect over MCP appear here",
              "with everything they do to your processes"));
      return;
    }
    table.fit(area);
    table.head(brush, area.y());
    int y = area.y() + 1;
    for (Agents.Agent agent : agents.connected()) {
      if (y >= area.bottom()) {
        return;
      }
      table.cell(brush, 0, y, agent.client(), Theme.STRONG);
      table.cell(brush, 1, y, agent.transport(), Theme.MUTED);
      table.cell(brush, 2, y, Format.age(model.now() - agent.sinceMillis()), Theme.MUTED);
      table.cell(brush, 3, y, Format.count(agent.calls()), Theme.PLAIN);
      table.cell(brush, 4, y, Format.count(agent.errors()), Theme.PLAIN);
      table.cell(brush, 5, y++, agent.lastTool(), Theme.PLAIN);
    }
    activity(model, brush, area.below(y - area.y()));
  }

  private static void activity(Model model, Brush brush, Rect area) {
    int y = area.y();
    if (area.height() >= 2) {
      Panes.rule(brush, area, y++, "activity");
    }
    for (Event.MCPActivity call : model.agents().activity()) {
      if (y >= area.bottom()) {
        return;
      }
      int x = area.x() + 1;
      brush.text(area, x, y, LogsView.clock(model, call.atMillis()), Theme.MUTED);
      brush.canvas.put(x + 13, y, call.ok() ? '✔' : '✖', call.ok() ? Theme.GOOD : Theme.BAD);
      String text = call.client() + " " + call.tool() + " " + call.summary();
      brush.text(area, x + 15, y++, text, Theme.PLAIN);
    }
  }

  @Override
  public String status(Model model) {
    return model.agents().size() == 0 ? "" : Format.count(model.agents().size(), "agent");
  }
}
