package dev.brummer.tui.paint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The themes: what `--theme` can choose.
public enum Theme {
  /// The terminal's own colours, on the ground that it says it has.
  AUTO,
  /// The terminal's own colours, on a dark ground.
  DARK,
  /// The terminal's own colours, on a light ground.
  LIGHT,
  /// True colours: amber on warm black.
  HONEY,
  /// True colours: ink on paper.
  MEADOW;

  /// As it is typed.
  public String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// All that can be typed.
  public static List<String> optionNames() {
    return Arrays.stream(values()).map(Theme::optionName).toList();
  }

  /// @throws IllegalArgumentException if it is none of [#optionNames]
  public static Theme of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// The palette for a terminal.
  ///
  /// @param terminal what is known of its own colours
  public ColourPalette palette(ColourDepth mode, TerminalColours terminal) {
    if (mode == ColourDepth.NONE) {
      return ThemePalettes.colourless();
    }
    return switch (this) {
      case AUTO ->
          terminal.isBackgroundKnown()
              ? ThemePalettes.terminalPalette(mode, terminal)
              : ThemePalettes.neutral();
      case DARK -> ThemePalettes.terminalPalette(mode, terminal.withBackground(true));
      case LIGHT -> ThemePalettes.terminalPalette(mode, terminal.withBackground(false));
      case HONEY -> ThemePalettes.honey();
      case MEADOW -> ThemePalettes.meadow();
    };
  }
}
