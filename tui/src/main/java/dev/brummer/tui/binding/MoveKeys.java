package dev.brummer.tui.binding;

import dev.brummer.tui.key.Action;
import dev.brummer.tui.key.Binding;
import dev.brummer.tui.model.Model;
import java.util.List;

/// The keys that move a cursor.
final class MoveKeys {
  private MoveKeys() {}

  /// For views that show what is selected in detail.
  static List<Binding<Model>> details() {
    return List.of(
        Binding.of(
            "J", "", "scroll the details down", Action.Detail.DOWN, DisabledReasons::allInView),
        Binding.of("K", "", "scroll the details up", Action.Detail.UP, DisabledReasons::allInView));
  }

  static List<Binding<Model>> all() {
    return List.of(
        Binding.of("j Down", "", "down", Action.Move.DOWN),
        Binding.of("k Up", "", "up", Action.Move.UP),
        Binding.of("PgDn", "", "a page down", Action.Move.PAGE_DOWN),
        Binding.of("PgUp", "", "a page up", Action.Move.PAGE_UP),
        Binding.of("Ctrl-D", "", "half a page down", Action.Move.HALF_DOWN),
        Binding.of("Ctrl-U", "", "half a page up", Action.Move.HALF_UP),
        Binding.of("g Home", "", "to the first", Action.Move.FIRST),
        Binding.of("G End", "", "to the last; the log then follows", Action.Move.LAST));
  }
}
