package dev.brummer.tui.paint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Themes selectable with `--theme`.
public enum Theme {
  /// On a true-colour terminal of known background, [#HONEY] or [#MEADOW]; else the terminal's own
  /// colours.
  AUTO,
  /// The terminal's own colours on a dark background.
  DARK,
  /// The terminal's own colours on a light background.
  LIGHT,
  /// True colours: amber on warm black.
  HONEY,
  /// True colours: dark text on an off-white background.
  MEADOW;

  /// The value of `--theme`.
  public String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// All values of `--theme`.
  public static List<String> optionNames() {
    return Arrays.stream(values()).map(Theme::optionName).toList();
  }

  /// @throws IllegalArgumentException if the name is not one of [#optionNames]
  public static Theme of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /// Returns the palette of this theme for a terminal.
  ///
  /// @param terminal the terminal's own colours, as far as known
  public ColourPalette palette(ColourDepth depth, TerminalColours terminal) {
    if (depth == ColourDepth.NONE) {
      return ThemePalettes.colourless();
    }
    return switch (this) {
      case AUTO ->
          !terminal.isBackgroundKnown()
              ? ThemePalettes.neutral()
              : depth != ColourDepth.TRUE_COLOUR
                  ? ThemePalettes.terminalPalette(depth, terminal)
                  : terminal.isDark() ? ThemePalettes.honey() : ThemePalettes.meadow();
      case DARK -> ThemePalettes.terminalPalette(depth, terminal.withBackground(true));
      case LIGHT -> ThemePalettes.terminalPalette(depth, terminal.withBackground(false));
      case HONEY -> ThemePalettes.honey();
      case MEADOW -> ThemePalettes.meadow();
    };
  }
}
