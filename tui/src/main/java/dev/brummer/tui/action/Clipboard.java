package dev.brummer.tui.action;

import dev.brummer.tui.model.Model;
import dev.brummer.tui.terminal.TerminalController;
import java.io.IOException;

/// Copies text to the clipboard, by OSC 52 and by a clipboard command, and shows what was copied.
/// Confined to the thread `tui`.
public final class Clipboard {
  private final Model model;
  private final TerminalController terminalController;
  private final ClipboardCommand command;

  public Clipboard(Model model, TerminalController screen, ClipboardCommand command) {
    this.model = model;
    this.terminalController = screen;
    this.command = command;
  }

  public void copy(ClipboardText copied) throws IOException {
    terminalController.copyToClipboard(copied.text());
    command.copy(copied.text());
    model.log().clearSelection();
    model.toastDone("copied " + copied.description());
  }
}
