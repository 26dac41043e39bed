package dev.brummer.tui.action;

import dev.brummer.tui.model.Model;
import dev.brummer.tui.terminal.TerminalScreen;
import java.io.IOException;

/// Where copies go; says what was copied.
public final class Clipboard {
  private final Model model;
  private final TerminalScreen screen;
  private final ClipboardCommand command;

  public Clipboard(Model model, TerminalScreen screen, ClipboardCommand tool) {
    this.model = model;
    this.screen = screen;
    this.command = tool;
  }

  public void copy(ClipboardText clip) throws IOException {
    screen.copyToClipboard(clip.text());
    command.copy(clip.text());
    model.log().clearSelection();
    model.toastDone("copied " + clip.description());
  }
}
