package dev.brummer.tui;

import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.Screen;
import java.io.IOException;

/// Where copies go; says what was copied.
final class Pasteboard {
  private final Model model;
  private final Screen screen;
  private final ClipboardTool tool;

  Pasteboard(Model model, Screen screen, ClipboardTool tool) {
    this.model = model;
    this.screen = screen;
    this.tool = tool;
  }

  void copy(Clip clip) throws IOException {
    screen.copy(clip.text());
    tool.copy(clip.text());
    model.log().dropMark();
    model.done("copied " + clip.what());
  }
}
