package dev.brummer.tui.binding;

import dev.brummer.tui.key.Action;
import dev.brummer.tui.key.Binding;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import java.util.ArrayList;
import java.util.List;

/// The keys that hold everywhere.
final class GlobalKeys {
  private GlobalKeys() {}

  static List<Binding<Model>> all() {
    List<Binding<Model>> keys = new ArrayList<>();
    keys.add(
        Binding.of(
            "s",
            "start",
            "start the selected process or group",
            Action.Processes.START,
            DisabledReasons::notStartable));
    keys.add(
        Binding.of(
            "x",
            "stop",
            "stop the selected process or group",
            Action.Processes.STOP,
            DisabledReasons::notAlive));
    keys.add(
        Binding.of(
            "X",
            "",
            "kill the selected process or group now",
            Action.Processes.KILL,
            DisabledReasons::notAlive));
    keys.add(
        Binding.of(
            "r",
            "restart",
            "restart the selected process or group",
            Action.Processes.RESTART,
            DisabledReasons::notRestartable));
    keys.add(
        Binding.of(
            "R",
            "",
            "restart all that run",
            Action.Processes.RESTART_ALL,
            DisabledReasons::noneAlive));
    keys.add(
        Binding.of(
            "i",
            "",
            "type to it; Ctrl-A comes back",
            Action.Processes.INTERACT,
            DisabledReasons::notAliveAlone));
    keys.add(
        Binding.of(
            "Ctrl-A",
            "",
            "back to it with a Ctrl-A, once left",
            Action.Processes.RETYPE,
            DisabledReasons::noneTyped));
    keys.add(
        Binding.of(
            "o",
            "browser",
            "open its URL in the browser",
            Action.Processes.OPEN_URL,
            DisabledReasons::noUrl));
    keys.add(
        Binding.of(
            "z", "zoom", "give this pane the whole screen, or take it back", Action.Frame.ZOOM));
    keys.add(Binding.of(": Ctrl-P", "palette", "find any command by typing", Action.Frame.PALETTE));
    keys.add(Binding.of("?", "", "show every key", Action.Frame.HELP));
    keys.add(Binding.of("Tab", "", "next pane", Action.Frame.NEXT_PANE));
    keys.add(Binding.of("Shift-Tab", "", "previous pane", Action.Frame.PREVIOUS_PANE));
    for (Tab tab : Tab.values()) {
      keys.add(
          Binding.of(
              Integer.toString(tab.number()),
              "",
              "show " + tab.title(),
              new Action.Show(tab.number())));
    }
    keys.add(Binding.of("Esc", "", "go back one step", Action.Frame.BACK));
    keys.add(
        Binding.of("q", "", "go back; at the top stop everything and quit", Action.Frame.QUIT));
    keys.add(
        Binding.of(
            "Ctrl-C",
            "",
            "stop everything and quit; again: kill; a third time: leave",
            Action.Frame.INTERRUPT));
    keys.add(Binding.of("Ctrl-L", "", "draw the screen anew", Action.Frame.REDRAW));
    keys.add(Binding.of("Ctrl-Z", "", "suspend brummer; fg brings it back", Action.Frame.SUSPEND));
    return keys;
  }
}
