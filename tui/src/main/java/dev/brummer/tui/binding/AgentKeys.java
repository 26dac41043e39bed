package dev.brummer.tui.binding;

import dev.brummer.tui.key.Action;
import dev.brummer.tui.key.Binding;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import java.util.ArrayList;
import java.util.List;

/// The keys of what agents did.
final class AgentKeys {
  private AgentKeys() {}

  static List<Binding<Model>> all() {
    List<Binding<Model>> keys = new ArrayList<>();
    keys.add(
        Binding.of(
            "Enter",
            "to log",
            "show the log at that moment",
            Action.Agents.TO_LOG,
            model -> DisabledReasons.emptyList(model, Tab.AGENTS)));
    keys.add(
        Binding.of(
            "y",
            "copy",
            "copy the call",
            Action.Agents.COPY,
            model -> DisabledReasons.emptyList(model, Tab.AGENTS)));
    keys.addAll(MoveKeys.all());
    return keys;
  }
}
