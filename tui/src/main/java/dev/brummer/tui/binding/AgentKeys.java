package dev.brummer.tui.binding;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.action.Actions;
import dev.brummer.tui.action.ClipboardText;
import dev.brummer.tui.model.Agents;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of the list of agent calls.
final class AgentKeys {
  private static final int MAX_LABEL = 16;

  private AgentKeys() {}

  static List<Binding> bindings() {
    List<Binding> keys = new ArrayList<>();
    keys.add(
        Binding.of(
            "Enter",
            "to log",
            "show the log at the time of the call",
            AgentKeys::noCall,
            ui ->
                ui.log()
                    .showLine(ui.model().lines().firstAtOrAfter(selected(ui.model()).atMillis()))));
    keys.add(
        Binding.of(
            "w",
            AgentKeys::switchLabel,
            "make the agent read-only or let it act again",
            AgentKeys::noAgent,
            AgentKeys::toggle));
    keys.add(
        Binding.of(
            "W",
            model -> model.agents().access().isReadOnly() ? "let all act" : "all read-only",
            "make all agents read-only or let them act again",
            _ -> null,
            ui -> ui.agents().toggleAll()));
    keys.add(
        Binding.of(
            "y",
            "copy",
            "copy the call with its arguments and response",
            AgentKeys::noCall,
            ui -> ui.clipboard().copy(ClipboardText.agentCall(selected(ui.model())))));
    keys.addAll(MoveKeys.details());
    keys.addAll(MoveKeys.bindings());
    return keys;
  }

  private static Event.MCPActivity selected(Model model) {
    List<Event.MCPActivity> rows = model.agents().activity();
    return rows.get(model.cursor(Tab.AGENTS).selected(rows.size()));
  }

  /// The agent of the selected call, null if it is not known any more.
  private static Agents.@Nullable Agent selectedAgent(Model model) {
    int rows = model.agents().activity().size();
    return model.agents().ofRow(rows == 0 ? 0 : model.cursor(Tab.AGENTS).selected(rows));
  }

  private static String switchLabel(Model model) {
    Agents.Agent agent = selectedAgent(model);
    if (agent == null) {
      return "read-only";
    }
    String client = agent.client();
    String name = client.length() > MAX_LABEL ? client.substring(0, MAX_LABEL - 1) + "…" : client;
    return model.agents().access().isReadOnly(agent.name())
        ? "let " + name + " act"
        : name + " read-only";
  }

  private static void toggle(Actions ui) {
    Agents.Agent agent = selectedAgent(ui.model());
    if (agent != null) {
      ui.agents().toggle(agent.name());
    }
  }

  private static @Nullable String noCall(Model model) {
    return DisabledReasons.emptyList(model, Tab.AGENTS);
  }

  private static @Nullable String noAgent(Model model) {
    if (selectedAgent(model) != null) {
      return null;
    }
    return model.agents().all().isEmpty()
        ? "No agent is connected; brummer mcp install connects one."
        : "The agent of this call is not listed any more; W switches all agents.";
  }
}
