package dev.brummer.tui.action;

import dev.brummer.tui.key.Action;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.SourceLocation;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.list.ErrorRow;
import dev.brummer.tui.model.list.ProcessRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What can be done with the selected error.
final class ErrorActions {
  private final Model model;
  private final LogActions log;
  private final EditorLauncher editorLauncher;
  private final Clipboard clipboard;

  ErrorActions(Model model, LogActions log, EditorLauncher editorLauncher, Clipboard clipboard) {
    this.model = model;
    this.log = log;
    this.editorLauncher = editorLauncher;
    this.clipboard = clipboard;
  }

  void perform(Action.Errors action) throws IOException {
    switch (action) {
      case TO_LOG -> log.showLine(selected().line());
      case EDIT -> edit(selected());
      case COPY -> clipboard.copy(ClipboardText.error(model, selected()));
      case COPY_MARKDOWN -> clipboard.copy(ClipboardText.markdown(model, selected()));
      case ACKNOWLEDGE -> {
        model.errors().acknowledge(selected());
        model.toastDone("hidden until it occurs again");
      }
      case ACKNOWLEDGE_ALL -> {
        model.errors().acknowledgeAll();
        model.toastDone("all hidden until they occur again");
      }
    }
  }

  private void edit(ErrorRow error) throws IOException {
    ProcessRow process = model.processes().row(error.process());
    Path directory = process == null ? Path.of("") : process.info().spec().directory();
    String location = error.location();
    SourceLocation place = location == null ? null : SourceLocation.of(directory, location);
    if (place == null) {
      model.toast("It names no file that can be opened.", Toast.Severity.INFO);
    } else {
      Path file = SourceFinder.find(directory, place.file());
      editorLauncher.open(new SourceLocation(file, place.line(), place.column()), directory);
    }
  }

  private ErrorRow selected() {
    List<ErrorRow> rows = model.errors().rows();
    return rows.get(model.cursor(Tab.ERRORS).selected(rows.size()));
  }
}
