package dev.brummer.tui.action;

import dev.brummer.tui.model.Model;
import dev.brummer.tui.terminal.TerminalGroup;
import java.io.IOException;

/// Copies text to the clipboard, by OSC 52 and by a clipboard command, and shows what was copied.
/// Confined to the thread `tui`.
public final class Clipboard {
  private final Model model;
  private final TerminalGroup terminals;
  private final ClipboardCommand command;

  public Clipboard(Model model, TerminalGroup terminals, ClipboardCommand command) {
    this.model = model;
    this.terminals = terminals;
    this.command = command;
  }

  public void copy(ClipboardText copied) throws IOException {
    terminals.copyToClipboard(copied.text());
    command.copy(copied.text());
    model.log().clearSelection();
    model.toastDone("copied " + copied.description());
  }
}
