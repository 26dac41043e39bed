package dev.brummer.tui.action;

import dev.brummer.tui.paint.CellDiff;
import dev.brummer.tui.paint.ColourDepth;
import dev.brummer.tui.paint.TerminalColours;
import dev.brummer.tui.paint.Theme;
import dev.brummer.tui.terminal.TerminalController;
import java.io.IOException;
import java.util.Optional;

/// Holds the selected theme and the terminal's own colours.
///
/// The terminal is queried once, after the first frame, without waiting for the report. Until it
/// arrives, the palette uses colours that are readable on any background. Confined to the thread
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

  /// The terminal's background as 0xRRGGBB, negative if unknown.
  public int background() {
    return colours.background();
  }

  /// Queries the terminal for its colours, once.
  public void queryColours(TerminalController screen) throws IOException {
    if (!queried && mode != ColourDepth.NONE) {
      queried = true;
      screen.queryColours();
    }
  }

  /// Records a reported colour.
  ///
  /// @param index 0 to 15, or [TerminalColours#BACKGROUND]
  public void colourReported(int index, int colour) {
    colours = colours.with(index, colour);
    apply();
  }

  /// Assumes the typical dark or light background and queries the colours again.
  public void backgroundChanged(boolean dark, TerminalController screen) throws IOException {
    colours = colours.withBackground(dark);
    apply();
    queried = false;
    queryColours(screen);
  }

  /// Selects a theme by name; an empty name selects the next one.
  ///
  /// @return a message for the user; empty if there is no such theme
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
