package dev.brummer.tui.paint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// What is known of the terminal's own colours: its ground and the sixteen basic ones, as 0xRRGGBB,
/// each [#UNKNOWN] until the terminal has told. Immutable.
public final class TerminalColours {
  static final int UNKNOWN = -1;

  /// The place of the ground among the answers, behind the sixteen.
  public static final int BACKGROUND = 16;

  private static final int DARK = 0x000000;
  private static final int LIGHT = 0xffffff;
  private static final double MAX_CONTRAST = 21;

  private final int[] colours;

  private TerminalColours(int[] colours) {
    this.colours = colours;
  }

  /// What the environment tells: `COLORFGBG` of rxvt, Konsole and others ends in the ground's
  /// number.
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

  /// The same with one more answer.
  public TerminalColours with(int index, int colour) {
    int[] all = colours.clone();
    all[index] = colour;
    return new TerminalColours(all);
  }

  /// The same on a dark or a light ground, where the terminal says no more than that.
  public TerminalColours withBackground(boolean dark) {
    int known = colours[BACKGROUND];
    boolean fits = known != UNKNOWN && ContrastRatio.isDark(known) == dark;
    return fits ? this : with(BACKGROUND, dark ? DARK : LIGHT);
  }

  /// The ground as 0xRRGGBB, negative while it is unknown.
  public int background() {
    return colours[BACKGROUND];
  }

  boolean isBackgroundKnown() {
    return colours[BACKGROUND] != UNKNOWN;
  }

  boolean isDark() {
    return colours[BACKGROUND] == UNKNOWN || ContrastRatio.isDark(colours[BACKGROUND]);
  }

  /// How well a colour of the palette of 256 is read on the ground, 21 as long as that is unknown.
  double contrast(int index) {
    int background = colours[BACKGROUND];
    return background == UNKNOWN || rgb(index) == UNKNOWN
        ? MAX_CONTRAST
        : ContrastRatio.of(rgb(index), background);
  }

  /// The same on another ground, also of the palette.
  double contrast(int index, int background) {
    return rgb(index) == UNKNOWN || rgb(background) == UNKNOWN
        ? MAX_CONTRAST
        : ContrastRatio.of(rgb(index), rgb(background));
  }

  private int rgb(int index) {
    return index < BACKGROUND ? colours[index] : Style.paletteRgb(index);
  }
}
