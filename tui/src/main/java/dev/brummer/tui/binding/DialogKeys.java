package dev.brummer.tui.binding;

import static dev.brummer.tui.key.Action.Frame.*;

import dev.brummer.tui.key.Action;
import dev.brummer.tui.key.Binding;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of what lies over the frame.
final class DialogKeys {
  private DialogKeys() {}

  static List<Binding<Model>> dialogue() {
    return List.of(
        Binding.of("Enter", "run", "take it", ACCEPT),
        Binding.of("Tab", "complete", "take over the selected words", COMPLETE),
        Binding.of("Down Ctrl-N", "", "down", Action.Move.DOWN),
        Binding.of("Up Ctrl-P", "", "up", Action.Move.UP),
        Binding.of("PgDn", "", "a page down", Action.Move.PAGE_DOWN),
        Binding.of("PgUp", "", "a page up", Action.Move.PAGE_UP),
        Binding.of("Esc Ctrl-C", "close", "close it", CLOSE),
        Binding.of("Ctrl-L", "", "draw the screen anew", REDRAW),
        Binding.of("Ctrl-Z", "", "suspend brummer", SUSPEND));
  }

  static List<Binding<Model>> quitting() {
    return List.of(
        Binding.of(
            "K",
            "kill now",
            "do not wait: kill those that are still up",
            KILL_ALL,
            DialogKeys::killed),
        Binding.of("Ctrl-C q", "", "do not wait: kill; once more: leave at once", INTERRUPT),
        Binding.of("Esc", "stay", "stay here", CLOSE),
        Binding.of("Ctrl-L", "", "draw the screen anew", REDRAW),
        Binding.of("Ctrl-Z", "", "suspend brummer", SUSPEND));
  }

  private static @Nullable String killed(Model model) {
    return model.overlay() instanceof Overlay.Quitting quitting && quitting.killed()
        ? "They are being killed already."
        : null;
  }

  static List<Binding<Model>> typing() {
    return List.of(Binding.of("Ctrl-A", "leave", "leave the process", CLOSE));
  }
}
