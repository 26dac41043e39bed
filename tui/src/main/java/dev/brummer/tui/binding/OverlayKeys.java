package dev.brummer.tui.binding;

import dev.brummer.tui.action.CursorNavigation.Move;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of overlays: dialogs, the quit screen, a process's terminal.
final class OverlayKeys {
  private OverlayKeys() {}

  static List<Binding> dialog() {
    return List.of(
        Binding.of("Enter", "run", "accept the selected entry or the input", DialogActions::accept),
        Binding.of("Tab", "complete", "complete the input", DialogActions::complete),
        MoveKeys.move("Down Ctrl-N", "move down", Move.DOWN),
        MoveKeys.move("Up Ctrl-P", "move up", Move.UP),
        MoveKeys.move("PgDn", "a page down", Move.PAGE_DOWN),
        MoveKeys.move("PgUp", "a page up", Move.PAGE_UP),
        Binding.of("Esc Ctrl-C", "close", "close the dialog", DialogActions::close),
        GlobalKeys.redraw(),
        GlobalKeys.suspend("suspend brummer"));
  }

  /// The choice of the processes of a group to start.
  static List<Binding> startGroup() {
    List<Binding> keys = new ArrayList<>();
    keys.add(
        Binding.of(
            "Enter",
            "start",
            "start the checked processes",
            OverlayKeys::noneChosen,
            DialogActions::accept));
    keys.add(
        Binding.of(
            "Space",
            "check",
            "check or uncheck a process",
            ui -> startGroup(ui.model()).toggleSelected()));
    keys.add(
        Binding.of("a", "all", "check or uncheck all", ui -> startGroup(ui.model()).toggleAll()));
    keys.addAll(MoveKeys.bindings());
    keys.add(Binding.of("Esc q Ctrl-C", "cancel", "start nothing", DialogActions::close));
    keys.add(GlobalKeys.redraw());
    keys.add(GlobalKeys.suspend("suspend brummer"));
    return keys;
  }

  private static Overlay.StartGroup startGroup(Model model) {
    if (model.overlay() instanceof Overlay.StartGroup group) {
      return group;
    }
    throw new IllegalStateException("no group is to be started: " + model.overlay());
  }

  private static @Nullable String noneChosen(Model model) {
    return model.overlay() instanceof Overlay.StartGroup group && group.chosen().isEmpty()
        ? "Nothing is checked; Space checks a process."
        : null;
  }

  /// The question whether to end what earlier runs have left.
  static List<Binding> orphans() {
    return List.of(
        Binding.of("y Enter", "end them", "end these processes", DialogActions::accept),
        Binding.of("n Esc q Ctrl-C", "leave them", "leave them running", DialogActions::close),
        GlobalKeys.redraw(),
        GlobalKeys.suspend("suspend brummer"));
  }

  static List<Binding> configChange() {
    return List.of(
        Binding.of("y Enter", "apply", "apply the changed configuration", DialogActions::accept),
        Binding.of("n Esc q Ctrl-C", "later", "leave everything as it is", DialogActions::close),
        GlobalKeys.redraw(),
        GlobalKeys.suspend("suspend brummer"));
  }

  static List<Binding> quitting() {
    return List.of(
        Binding.of(
            "K",
            "kill now",
            "kill the remaining processes",
            OverlayKeys::alreadyKilled,
            ui -> ui.quit().killAll()),
        Binding.of(
            "Ctrl-C q",
            "",
            "kill the remaining processes; again: leave at once",
            ui -> ui.quit().advance()),
        Binding.of("Esc", "stay", "close this screen", DialogActions::close),
        GlobalKeys.redraw(),
        GlobalKeys.suspend("suspend brummer"));
  }

  private static @Nullable String alreadyKilled(Model model) {
    return model.overlay() instanceof Overlay.Quitting quitting && quitting.killed()
        ? "The processes are already being killed."
        : null;
  }

  static List<Binding> interactive() {
    return List.of(
        Binding.of("Ctrl-A", "leave", "leave the terminal of the process", DialogActions::close));
  }
}
