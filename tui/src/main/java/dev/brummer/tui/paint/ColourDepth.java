package dev.brummer.tui.paint;

import java.util.Locale;
import java.util.Map;

/// Number of colours the terminal supports. Colours beyond it are reduced to the nearest available
/// one.
public enum ColourDepth {
  /// Attributes only: `NO_COLOR` is set.
  NONE,
  ANSI16,
  INDEXED,
  TRUE_COLOUR;

  /// Detects the colour depth from `NO_COLOR`, `COLORTERM` and `TERM`.
  public static ColourDepth of(Map<String, String> environment) {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return NONE;
    }
    String colorTerm = environment.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT);
    if (colorTerm.equals("truecolor") || colorTerm.equals("24bit")) {
      return TRUE_COLOUR;
    }
    String term = environment.getOrDefault("TERM", "").toLowerCase(Locale.ROOT);
    if (term.contains("direct") || term.contains("truecolor")) {
      return TRUE_COLOUR;
    }
    return term.contains("256") || term.contains("kitty") || term.contains("alacritty")
        ? INDEXED
        : ANSI16;
  }
}
