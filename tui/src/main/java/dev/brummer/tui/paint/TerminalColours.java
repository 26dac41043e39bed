package dev.brummer.tui.paint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// The terminal's own colours, as far as known: background and the sixteen basic colours as
/// 0xRRGGBB, each [#UNKNOWN] until reported by the terminal. Immutable.
public final class TerminalColours {
  static final int UNKNOWN = -1;

  /// Index of the background, after the sixteen basic colours.
  public static final int BACKGROUND = 16;

  private static final int DARK = 0x000000;
  private static final int LIGHT = 0xffffff;
  private static final double MAX_CONTRAST = 21;

  private final int[] colours;

  private TerminalColours(int[] colours) {
    this.colours = colours;
  }

  /// Initial colours derived from `COLORFGBG`, whose last field is the background's colour index
  /// (rxvt, Konsole and others).
  public static TerminalColours of(Map<String, String> environment) {
    int[] none = new int[BACKGROUND + 1];
    Arrays.fill(none, UNKNOWN);
    String colorFgBg = environment.getOrDefault("COLORFGBG", "");
    none[BACKGROUND] =
        switch (colorFgBg.substring(colorFgBg.lastIndexOf(';') + 1).toLowerCase(Locale.ROOT)) {
          case "0", "1", "2", "3", "4", "5", "6", "8" -> DARK;
          case "7", "15" -> LIGHT;
          default -> UNKNOWN;
        };
    return new TerminalColours(none);
  }

  /// Returns a copy with one colour set.
  public TerminalColours with(int index, int colour) {
    int[] all = colours.clone();
    all[index] = colour;
    return new TerminalColours(all);
  }

  /// Returns a copy with a dark or a light background. A reported background that already matches
  /// is kept.
  public TerminalColours withBackground(boolean dark) {
    int known = colours[BACKGROUND];
    boolean matches = known != UNKNOWN && ContrastRatio.isDark(known) == dark;
    return matches ? this : with(BACKGROUND, dark ? DARK : LIGHT);
  }

  /// Background as 0xRRGGBB, negative while unknown.
  public int background() {
    return colours[BACKGROUND];
  }

  boolean isBackgroundKnown() {
    return colours[BACKGROUND] != UNKNOWN;
  }

  boolean isDark() {
    return colours[BACKGROUND] == UNKNOWN || ContrastRatio.isDark(colours[BACKGROUND]);
  }

  /// Contrast ratio of a 256-colour palette entry on the background; 21 while either is unknown.
  double contrast(int index) {
    int background = colours[BACKGROUND];
    return background == UNKNOWN || rgb(index) == UNKNOWN
        ? MAX_CONTRAST
        : ContrastRatio.of(rgb(index), background);
  }

  /// Contrast ratio of two 256-colour palette entries; 21 while either is unknown.
  double contrast(int index, int background) {
    return rgb(index) == UNKNOWN || rgb(background) == UNKNOWN
        ? MAX_CONTRAST
        : ContrastRatio.of(rgb(index), rgb(background));
  }

  private int rgb(int index) {
    return index < BACKGROUND ? colours[index] : PackedStyle.paletteRgb(index);
  }
}
