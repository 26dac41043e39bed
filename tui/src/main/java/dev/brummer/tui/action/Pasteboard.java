package dev.brummer.tui.action;

import dev.brummer.tui.model.Model;
import dev.brummer.tui.terminal.Screen;
import java.io.IOException;

/// Where copies go; says what was copied.
public final class Pasteboard {
  private final Model model;
  private final Screen screen;
  private final ClipboardTool tool;

  public Pasteboard(Model model, Screen screen, ClipboardTool tool) {
    this.model = model;
    this.screen = screen;
    this.tool = tool;
  }

  public void copy(Clip clip) throws IOException {
    screen.copy(clip.text());
    tool.copy(clip.text());
    model.log().dropMark();
    model.done("copied " + clip.what());
  }
}
