package dev.brummer.tui.action;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.HelperPrograms;
import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.SourceLocation;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.paint.CellDiff;
import dev.brummer.tui.terminal.TerminalController;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens source locations in the user's editor. An editor with its own window runs beside the UI; a
/// terminal editor gets the terminal until it exits. Confined to the thread `tui`.
public final class EditorLauncher {
  private final Model model;
  private final @Nullable ExternalEditor editor;
  private final TerminalController terminalController;
  private final CellDiff diff;
  private final UiInbox inbox;

  public EditorLauncher(
      Model model,
      @Nullable ExternalEditor editor,
      TerminalController screen,
      CellDiff diff,
      UiInbox inbox) {
    this.model = model;
    this.editor = editor;
    this.terminalController = screen;
    this.diff = diff;
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
    ProcessBuilder program = HelperPrograms.builder(command).directory(directory.toFile());
    try {
      if (editor.runsInTerminal()) {
        runInTerminal(program);
      } else {
        program
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
      }
      model.toastDone(location.file().getFileName() + " in " + editor.name());
    } catch (IOException failure) {
      String text = "Cannot start " + editor.name() + ": " + IoErrorMessage.of(failure);
      model.toast(text, Toast.Severity.ERROR);
    }
  }

  private void runInTerminal(ProcessBuilder program) throws IOException {
    terminalController.release();
    try {
      program.inheritIO().start().waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      terminalController.reacquire();
      diff.invalidate();
      inbox.post(new UiMessage.Resized());
    }
  }
}
