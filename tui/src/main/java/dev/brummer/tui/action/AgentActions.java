package dev.brummer.tui.action;

import dev.brummer.engine.journal.AgentAccess;
import dev.brummer.engine.text.VisibleText;
import dev.brummer.tui.model.Agents;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Toast;

/// Switches agents to read-only and back. Confined to the thread `tui`.
public final class AgentActions {
  private final Model model;

  public AgentActions(Model model) {
    this.model = model;
  }

  /// Switches all agents.
  public void toggleAll() {
    AgentAccess access = model.agents().access();
    access.readOnly(!access.isReadOnly());
    model.toastDone(
        access.isReadOnly()
            ? "all agents are read-only"
            : "agents may act again, except those switched off one by one");
  }

  /// Switches the clients of this name.
  public void toggle(String name) {
    AgentAccess access = model.agents().access();
    access.readOnly(name, !access.isReadOnly(name));
    String shown = VisibleText.bounded(name, 40);
    if (access.isReadOnly(name)) {
      model.toastDone(shown + " is read-only");
    } else if (access.isReadOnly()) {
      model.toastDone(shown + " may act once all agents may; W switches that");
    } else {
      model.toastDone(shown + " may act");
    }
  }

  /// Switches the client with this label or name, or `all`.
  public void toggleByName(String typed) {
    if (typed.equals("all")) {
      toggleAll();
      return;
    }
    for (Agents.Agent agent : model.agents().all()) {
      if (agent.client().equals(typed) || agent.name().equals(typed)) {
        toggle(agent.name());
        return;
      }
    }
    model.toast("No agent is named \"" + typed + "\".", Toast.Severity.ERROR);
  }
}
