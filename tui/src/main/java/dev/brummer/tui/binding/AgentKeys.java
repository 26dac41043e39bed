package dev.brummer.tui.binding;

import dev.brummer.engine.event.Event;
import dev.brummer.tui.action.ClipboardText;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of the list of agent calls.
final class AgentKeys {
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
            "y",
            "copy",
            "copy the call",
            AgentKeys::noCall,
            ui -> ui.clipboard().copy(ClipboardText.agentCall(selected(ui.model())))));
    keys.addAll(MoveKeys.bindings());
    return keys;
  }

  private static Event.MCPActivity selected(Model model) {
    List<Event.MCPActivity> rows = model.agents().activity();
    return rows.get(model.cursor(Tab.AGENTS).selected(rows.size()));
  }

  private static @Nullable String noCall(Model model) {
    return DisabledReasons.emptyList(model, Tab.AGENTS);
  }
}
