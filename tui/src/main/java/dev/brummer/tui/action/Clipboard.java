package dev.brummer.tui.action;

import dev.brummer.tui.model.Model;
import dev.brummer.tui.terminal.TerminalScreen;
import java.io.IOException;

/// Where copies go; says what was copied.
public final class Clipboard {
  private final Model model;
  private final TerminalScreen screen;
  private final ClipboardCommand tool;

  public Clipboard(Model model, TerminalScreen screen, ClipboardCommand tool) {
    this.model = model;
    this.screen = screen;
    this.tool = tool;
  }

  public void copy(ClipboardText clip) throws IOException {
    screen.copy(clip.text());
    tool.copy(clip.text());
    model.log().dropMark();
    model.done("copied " + clip.what());
  }
}
