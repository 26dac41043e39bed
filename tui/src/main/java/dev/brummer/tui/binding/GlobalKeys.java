package dev.brummer.tui.binding;

import dev.brummer.tui.binding.Binding.Kind;
import dev.brummer.tui.model.BackStep;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import java.util.ArrayList;
import java.util.List;

/// The keys that work in every view.
final class GlobalKeys {
  private GlobalKeys() {}

  static List<Binding> bindings() {
    List<Binding> keys = new ArrayList<>(ProcessKeys.GLOBAL);
    keys.add(
        Binding.of(
            "q",
            model -> BackStep.next(model) == null ? "quit" : "back",
            "go back; at the top level stop all and quit",
            _ -> null,
            ui -> {
              if (!ui.back().goBack()) {
                ui.quit().quit();
              }
            }));
    keys.add(
        Binding.of(
            "z",
            "zoom",
            "zoom this pane or restore all panes",
            ui -> {
              Model model = ui.model();
              model.zoom(!model.zoomed());
            }));
    keys.add(
        Binding.of(
            ": Ctrl-P", "palette", "open the command palette", ui -> ui.model().openPalette()));
    keys.add(Binding.of("?", "", "show all keys", ui -> ui.model().openHelp()));
    keys.add(Binding.of("Tab", "", "focus the next pane", ui -> ui.model().toggleFocus()));
    keys.add(
        Binding.of("Shift-Tab", "", "focus the previous pane", ui -> ui.model().toggleFocus()));
    for (Tab tab : Tab.values()) {
      keys.add(
          Binding.of(
              Kind.VIEW,
              Integer.toString(tab.number()),
              "show " + tab.title(),
              ui -> ui.model().tab(tab)));
    }
    keys.add(
        Binding.of(
            "Esc",
            "",
            "go back one step",
            ui -> {
              if (!ui.back().goBack() && !ui.model().firstSteps().leave()) {
                ui.model().focusProcesses(true);
              }
            }));
    keys.add(
        Binding.of(
            "Ctrl-C",
            "",
            "stop all and quit; again: kill; a third time: leave",
            ui -> ui.quit().interrupt()));
    keys.add(redraw());
    keys.add(suspend("suspend brummer; fg resumes it"));
    keys.add(
        Binding.of(
            "D",
            "",
            "detach: leave brummer running in the background",
            model ->
                model.isAttachable()
                    ? null
                    : "The UI could not be shown again: brummer attach cannot reach this run.",
            ui -> ui.terminal().detach()));
    return keys;
  }

  static Binding redraw() {
    return Binding.of("Ctrl-L", "", "redraw the screen", ui -> ui.terminal().redraw());
  }

  static Binding suspend(String help) {
    return Binding.of("Ctrl-Z", "", help, ui -> ui.terminal().suspend());
  }

  /// The commands without a key.
  static List<Binding> unbound() {
    return List.of(
        Binding.of("apply the changed configuration files", ui -> ui.processes().applyConfig()),
        Binding.of("plain output until a key is pressed", ui -> ui.terminal().enterPlainOutput()),
        Binding.of(
            "mouse: toggle between brummer and the terminal", ui -> ui.terminal().toggleMouse()));
  }
}
