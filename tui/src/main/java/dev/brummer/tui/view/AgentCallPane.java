package dev.brummer.tui.view;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.model.Agents;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.paint.Rect;

/// Details of one tool call: who, what it did, its arguments and the start of its response.
final class AgentCallPane {
  private final DetailPane detailPane = new DetailPane();

  void paint(Model model, ViewCanvas viewCanvas, Rect area, Event.MCPActivity call) {
    detailPane.reset(area.width());
    detailPane.line(facts(call), Styles.PLAIN);
    detailPane.line(origin(model, call), Styles.MUTED);
    if (!call.summary().isEmpty()) {
      detailPane.line(
          (call.ok() ? "" : "✖ ") + call.summary(), call.ok() ? Styles.PLAIN : Styles.ERROR);
    }
    addText("arguments", call.arguments());
    addText("response", call.response());
    detailPane.paint(viewCanvas, area, call.tool(), model.detail(), call);
  }

  /// `restarted api · 4.1 s · 212 tokens`.
  private static String facts(Event.MCPActivity call) {
    String effect = Agents.effect(call);
    String tokens = call.tokens() > 0 ? " · " + CompactFormats.count(call.tokens(), "token") : "";
    return (effect.isEmpty() ? "" : effect + " · ")
        + CompactFormats.duration(call.durationMicros() * 1000)
        + tokens;
  }

  /// `by claude-code 2.1 over stdio at 09:41:03.000`.
  private static String origin(Model model, Event.MCPActivity call) {
    Agents.Agent agent = model.agents().agent(call.client());
    String who =
        agent == null
            ? call.client()
            : (agent.client() + " " + agent.version()).strip() + " over " + agent.transport();
    return "by " + who + " at " + LogsView.clock(model, call.atMillis());
  }

  private void addText(String title, String text) {
    if (!text.isBlank()) {
      detailPane.heading(title);
      text.lines().forEach(line -> detailPane.line("  " + line, Styles.PLAIN));
    }
  }
}
