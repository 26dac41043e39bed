package dev.brummer.tui.binding;

import dev.brummer.tui.action.CursorNavigation;
import dev.brummer.tui.action.CursorNavigation.Move;
import dev.brummer.tui.binding.Binding.Kind;
import dev.brummer.tui.model.Model;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys that lists and detail panes share.
final class MoveKeys {
  private static final int DETAIL_ROWS = 3;

  private MoveKeys() {}

  /// For views with a detail pane.
  static List<Binding> details() {
    return List.of(
        scroll("J", "scroll the details down", DETAIL_ROWS),
        scroll("K", "scroll the details up", -DETAIL_ROWS));
  }

  private static Binding scroll(String keys, String help, int rows) {
    return new Binding(
        Binding.parse(keys),
        _ -> "",
        help,
        Kind.SCROLL,
        MoveKeys::allInView,
        ui -> ui.model().detail().move(rows));
  }

  private static @Nullable String allInView(Model model) {
    return model.detail().isScrollable() ? null : "All details are visible.";
  }

  static List<Binding> bindings() {
    return List.of(
        move("j Down", "move down", Move.DOWN),
        move("k Up", "move up", Move.UP),
        move("PgDn", "page down", Move.PAGE_DOWN),
        move("PgUp", "page up", Move.PAGE_UP),
        move("Ctrl-D", "half page down", Move.HALF_DOWN),
        move("Ctrl-U", "half page up", Move.HALF_UP),
        move("g Home", "first row", Move.FIRST),
        move("G End", "last row; the log then follows", Move.LAST));
  }

  static Binding move(String keys, String help, Move move) {
    return Binding.of(Kind.CURSOR, keys, help, ui -> CursorNavigation.move(ui.model(), move));
  }
}
