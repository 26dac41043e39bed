package dev.brummer.tui.action;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.key.Action;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import java.io.IOException;
import java.util.List;

/// What can be done with the selected call of an agent.
final class AgentActions {
  private final Model model;
  private final LogActions log;
  private final Clipboard clipboard;

  AgentActions(Model model, LogActions log, Clipboard clipboard) {
    this.model = model;
    this.log = log;
    this.clipboard = clipboard;
  }

  void perform(Action.Agents action) throws IOException {
    switch (action) {
      case TO_LOG -> log.showLine(model.lines().at(selected().atMillis()));
      case COPY -> clipboard.copy(ClipboardText.agentCall(selected()));
    }
  }

  private Event.MCPActivity selected() {
    List<Event.MCPActivity> rows = model.agents().activity();
    return rows.get(model.cursor(Tab.AGENTS).selected(rows.size()));
  }
}
