package dev.brummer.tui.action;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.HelperPrograms;
import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.SourceLocation;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.terminal.TerminalGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens source locations in the user's editor. An editor with its own window runs beside the UI; a
/// terminal editor gets the active terminal until it exits. Confined to the thread `tui`.
public final class EditorLauncher {
  private final Model model;
  private final @Nullable ExternalEditor editor;
  private final TerminalGroup terminals;
  private final UiInbox inbox;

  public EditorLauncher(
      Model model, @Nullable ExternalEditor editor, TerminalGroup terminals, UiInbox inbox) {
    this.model = model;
    this.editor = editor;
    this.terminals = terminals;
    this.inbox = inbox;
    model.editorAvailable(editor != null);
  }

  /// Opens a location. A file name that is incomplete is searched for below `directory`, on a
  /// virtual thread: a search reads up to a whole source tree.
  public void open(SourceLocation printed, Path directory) {
    if (editor == null) {
      throw new IllegalStateException("no editor is available");
    }
    if (SourceFinder.isComplete(directory, printed.file())) {
      open(editor, printed, directory);
      return;
    }
    ExternalEditor chosen = editor;
    Thread.ofVirtual()
        .name("find-source")
        .start(() -> {
          Path file = SourceFinder.find(directory, printed.file());
          SourceLocation found = new SourceLocation(file, printed.line(), printed.column());
          inbox.post(new UiMessage.Continuation(() -> open(chosen, found, directory)));
        });
  }

  private void open(ExternalEditor editor, SourceLocation location, Path directory) {
    if (!Files.isRegularFile(location.file())) {
      model.toast("File not found: " + location.file(), Toast.Severity.INFO);
      return;
    }
    List<String> command = editor.command(location);
    try {
      if (editor.runsInTerminal()) {
        runInTerminal(editor, command, directory, location);
        return;
      } else {
        HelperPrograms.builder(command)
            .directory(directory.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
      }
      showOpened(editor, location);
    } catch (IOException failure) {
      showFailure(editor, failure);
    }
  }

  private void showOpened(ExternalEditor editor, SourceLocation location) {
    model.toastDone(location.file().getFileName() + " in " + editor.name());
  }

  private void showFailure(ExternalEditor editor, IOException failure) {
    String text = "Cannot start " + editor.name() + ": " + IoErrorMessage.of(failure);
    model.toast(text, Toast.Severity.ERROR);
  }

  private void runInTerminal(
      ExternalEditor editor, List<String> command, Path directory, SourceLocation location)
      throws IOException {
    terminals.runProgram(
        command,
        directory,
        (terminal, failure) ->
            inbox.post(
                new UiMessage.Continuation(() -> {
                  terminals.reacquire(terminal);
                  inbox.post(new UiMessage.Resized());
                  if (failure == null) {
                    showOpened(editor, location);
                  } else {
                    showFailure(editor, failure);
                  }
                })));
    inbox.post(new UiMessage.Resized());
  }
}
