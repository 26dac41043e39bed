package dev.brummer.tui.binding;

import dev.brummer.tui.action.Actions;
import dev.brummer.tui.action.ClipboardText;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.SourceLocation;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.list.ErrorRow;
import dev.brummer.tui.model.list.ProcessRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of the error list.
final class ErrorKeys {
  private ErrorKeys() {}

  static List<Binding> bindings() {
    List<Binding> keys = new ArrayList<>();
    keys.add(
        Binding.of(
            "Enter",
            "to log",
            "show the error in the log",
            ErrorKeys::noError,
            ui -> ui.log().showLine(selected(ui.model()).line())));
    keys.add(
        Binding.of(
            "e",
            "edit",
            "open its location in $VISUAL or $EDITOR",
            ErrorKeys::notEditable,
            ErrorKeys::edit));
    keys.add(
        Binding.of(
            "y c",
            "copy",
            "copy the whole error",
            ErrorKeys::noError,
            ui -> ui.clipboard().copy(ClipboardText.error(ui.model(), selected(ui.model())))));
    keys.add(
        Binding.of(
            "m",
            "markdown",
            "copy the error as Markdown",
            ErrorKeys::noError,
            ui -> ui.clipboard().copy(ClipboardText.markdown(ui.model(), selected(ui.model())))));
    keys.add(
        Binding.of(
            "a",
            "hide",
            "hide the error until it occurs again",
            ErrorKeys::noError,
            ErrorKeys::acknowledge));
    keys.add(
        Binding.of(
            "A",
            "",
            "hide all errors until they occur again",
            ErrorKeys::noError,
            ErrorKeys::acknowledgeAll));
    keys.addAll(MoveKeys.details());
    keys.addAll(MoveKeys.bindings());
    return keys;
  }

  private static ErrorRow selected(Model model) {
    List<ErrorRow> rows = model.errors().rows();
    return rows.get(model.cursor(Tab.ERRORS).selected(rows.size()));
  }

  private static void edit(Actions ui) {
    ErrorRow error = selected(ui.model());
    ProcessRow process = ui.model().processes().row(error.process());
    Path directory = process == null ? Path.of("") : process.info().spec().directory();
    String printed = error.location();
    SourceLocation location = printed == null ? null : SourceLocation.of(directory, printed);
    if (location == null) {
      ui.model().toast("This error names no valid file.", Toast.Severity.INFO);
    } else {
      ui.editor().open(location, directory);
    }
  }

  private static void acknowledge(Actions ui) {
    ui.model().errors().acknowledge(selected(ui.model()));
    ui.model().toastDone("hidden until it occurs again");
  }

  private static void acknowledgeAll(Actions ui) {
    ui.model().errors().acknowledgeAll();
    ui.model().toastDone("all hidden until they occur again");
  }

  private static @Nullable String noError(Model model) {
    return DisabledReasons.emptyList(model, Tab.ERRORS);
  }

  private static @Nullable String notEditable(Model model) {
    if (model.errors().size() == 0) {
      return noError(model);
    }
    if (!model.editorAvailable()) {
      return "No editor found; set EDITOR.";
    }
    return selected(model).location() == null ? "This error names no file." : null;
  }
}
