package dev.brummer.tui.action;

import dev.brummer.tui.inbox.Inbox;
import dev.brummer.tui.inbox.Msg;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.SourcePlace;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.paint.FrameDiff;
import dev.brummer.tui.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens places in the person's editor: one with a window of its own beside us, one that needs the
/// terminal instead of us until it ends. Confined to the thread `tui`.
public final class Editing {
  private final Model model;
  private final @Nullable SourceEditor editor;
  private final Screen screen;
  private final FrameDiff diff;
  private final Inbox inbox;

  public Editing(
      Model model, @Nullable SourceEditor editor, Screen screen, FrameDiff diff, Inbox inbox) {
    this.model = model;
    this.editor = editor;
    this.screen = screen;
    this.diff = diff;
    this.inbox = inbox;
    model.editable(editor != null);
  }

  void open(SourcePlace place, Path directory) throws IOException {
    if (editor == null) {
      throw new IllegalStateException("there is no editor");
    }
    if (!Files.isRegularFile(place.file())) {
      model.toast("There is no file " + place.file() + ".", Toast.Mood.NOTICE);
      return;
    }
    List<String> command = editor.command(place);
    ProcessBuilder program = new ProcessBuilder(command).directory(directory.toFile());
    try {
      if (editor.inTerminal()) {
        lend(program);
      } else {
        program
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
      }
      model.done(place.file().getFileName() + " in " + editor.name());
    } catch (IOException failed) {
      String text = editor.name() + " cannot be started: " + failed.getMessage();
      model.toast(text, Toast.Mood.TROUBLE);
    }
  }

  private void lend(ProcessBuilder program) throws IOException {
    screen.lend();
    try {
      program.inheritIO().start().waitFor();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      screen.takeBack();
      diff.forget();
      inbox.post(new Msg.Resized());
    }
  }
}
