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
  private Theme theme;
  private TerminalColours colours;
  private boolean queried;

  public ThemeController(Theme theme, ColourDepth mode, TerminalColours colours, CellDiff diff) {
    this.theme = theme;
    this.mode = mode;
    this.colours = colours;
    this.diff = diff;
    apply();
  }

  private void apply() {
    diff.palette(theme.palette(mode, colours));
  }

  /// The terminal's ground as 0xRRGGBB, negative while it is unknown.
  public int background() {
    return colours.background();
  }

  /// Asks the terminal for its colours, the first time.
  public void queryColours(TerminalScreen screen) throws IOException {
    if (!queried && mode != ColourDepth.NONE) {
      queried = true;
      screen.queryColours();
    }
  }

  /// An answer.
  ///
  /// @param place 0 to 15, or [TerminalColours#BACKGROUND]
  public void colourReported(int place, int colour) {
    colours = colours.with(place, colour);
    apply();
  }

  /// The terminal has become dark or light.
  public void backgroundChanged(boolean dark, TerminalScreen screen) throws IOException {
    colours = colours.withBackground(dark);
    apply();
    queried = false;
    queryColours(screen);
  }

  /// Shows a theme by its name, the next one if that is empty.
  ///
  /// @return what there is to say, or nothing if there is no such theme
  Optional<String> select(String name) {
    Theme[] all = Theme.values();
    if (!name.isEmpty() && !Theme.optionNames().contains(name)) {
      return Optional.empty();
    }
    theme = name.isEmpty() ? all[(theme.ordinal() + 1) % all.length] : Theme.of(name);
    apply();
    return Optional.of(
        mode == ColourDepth.NONE
            ? "no colours: NO_COLOR or --no-color"
            : "theme " + theme.optionName());
  }
}
