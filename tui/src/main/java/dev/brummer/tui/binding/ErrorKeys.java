package dev.brummer.tui.binding;

import static dev.brummer.tui.key.Action.Errors.*;

import dev.brummer.tui.key.Binding;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.ErrorRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of the errors.
final class ErrorKeys {
  private ErrorKeys() {}

  static List<Binding<Model>> all() {
    List<Binding<Model>> keys = new ArrayList<>();
    keys.add(Binding.of("Enter", "to log", "show it in the log", TO_LOG, ErrorKeys::none));
    keys.add(
        Binding.of(
            "e", "edit", "open its place in $VISUAL or $EDITOR", EDIT, ErrorKeys::notEditable));
    keys.add(Binding.of("y c", "copy", "copy the whole error", COPY, ErrorKeys::none));
    keys.add(Binding.of("m", "markdown", "copy it as Markdown", COPY_MARKDOWN, ErrorKeys::none));
    keys.add(
        Binding.of(
            "a",
            "hide",
            "acknowledge it: hidden until it occurs again",
            ACKNOWLEDGE,
            ErrorKeys::none));
    keys.add(
        Binding.of(
            "A",
            "",
            "acknowledge all: hidden until they occur again",
            ACKNOWLEDGE_ALL,
            ErrorKeys::none));
    keys.addAll(MoveKeys.details());
    keys.addAll(MoveKeys.all());
    return keys;
  }

  private static @Nullable String none(Model model) {
    return DisabledReasons.emptyList(model, Tab.ERRORS);
  }

  private static @Nullable String notEditable(Model model) {
    List<ErrorRow> rows = model.errors().rows();
    if (rows.isEmpty()) {
      return none(model);
    }
    if (!model.editorAvailable()) {
      return "There is no editor: set EDITOR.";
    }
    return rows.get(model.cursor(Tab.ERRORS).selected(rows.size())).location() == null
        ? "It names no place in a file."
        : null;
  }
}
