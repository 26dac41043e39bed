package dev.brummer.tui.action;

import dev.brummer.tui.paint.CellDiff;
import dev.brummer.tui.paint.ColourDepth;
import dev.brummer.tui.paint.TerminalColours;
import dev.brummer.tui.paint.Theme;
import dev.brummer.tui.terminal.TerminalScreen;
import java.io.IOException;
import java.util.Optional;

/// Which theme is shown, and what the terminal has told about its own colours.
///
/// The terminal is asked once, behind the first frame, and nobody waits for it: until it answers,
/// if it ever does, the colours are those that can be read on any ground. Confined to the thread
/// `tui`.
public final class ThemeController {
  private final ColourDepth mode;
  private final CellDiff diff;
  private Theme look;
  private TerminalColours colours;
  private boolean asked;

  public ThemeController(Theme look, ColourDepth mode, TerminalColours colours, CellDiff diff) {
    this.look = look;
    this.mode = mode;
    this.colours = colours;
    this.diff = diff;
    show();
  }

  private void show() {
    diff.palette(look.palette(mode, colours));
  }

  /// The terminal's ground as 0xRRGGBB, negative while it is unknown.
  public int ground() {
    return colours.ground();
  }

  /// Asks the terminal for its colours, the first time.
  public void ask(TerminalScreen screen) throws IOException {
    if (!asked && mode != ColourDepth.NONE) {
      asked = true;
      screen.askColours();
    }
  }

  /// An answer.
  ///
  /// @param place 0 to 15, or [TerminalColours#GROUND]
  public void told(int place, int colour) {
    colours = colours.with(place, colour);
    show();
  }

  /// The terminal has become dark or light.
  public void turned(boolean dark, TerminalScreen screen) throws IOException {
    colours = colours.onGround(dark);
    show();
    asked = false;
    ask(screen);
  }

  /// Shows a theme by its name, the next one if that is empty.
  ///
  /// @return what there is to say, or nothing if there is no such theme
  Optional<String> choose(String name) {
    Theme[] all = Theme.values();
    if (!name.isEmpty() && !Theme.words().contains(name)) {
      return Optional.empty();
    }
    look = name.isEmpty() ? all[(look.ordinal() + 1) % all.length] : Theme.of(name);
    show();
    return Optional.of(
        mode == ColourDepth.NONE ? "no colours: NO_COLOR or --no-color" : "theme " + look.word());
  }
}
