package dev.brummer.tui.paint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The themes: what `--theme` can choose.
public enum Look {
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
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// All that can be typed.
  public static List<String> words() {
    return Arrays.stream(values()).map(Look::word).toList();
  }

  /// @throws IllegalArgumentException if it is none of [#words]
  public static Look of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// The palette for a terminal.
  ///
  /// @param terminal what is known of its own colours
  public Palette palette(ColourMode mode, TerminalColours terminal) {
    if (mode == ColourMode.NONE) {
      return Looks.colourless();
    }
    return switch (this) {
      case AUTO -> terminal.groundKnown() ? Looks.own(mode, terminal) : Looks.cautious();
      case DARK -> Looks.own(mode, terminal.onGround(true));
      case LIGHT -> Looks.own(mode, terminal.onGround(false));
      case HONEY -> Looks.honey();
      case MEADOW -> Looks.meadow();
    };
  }
}
