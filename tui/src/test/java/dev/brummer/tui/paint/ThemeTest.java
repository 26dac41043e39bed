package dev.brummer.tui.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Measures the contrast of every theme.
final class ThemeTest {
  private static final TerminalColours UNKNOWN = TerminalColours.of(Map.of());
  private static final Set<ColourRole> BACKGROUND_ROLES =
      EnumSet.of(ColourRole.SELECTED, ColourRole.SELECTED_UNFOCUSED, ColourRole.MATCH);

  /// Default colours of common terminals.
  enum TerminalPreset {
    XTERM_DARK(
        0x000000, 0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff),
    XTERM_LIGHT(
        0xffffff, 0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff),
    SOLARIZED_DARK(
        0x002b36, 0x073642, 0xdc322f, 0x859900, 0xb58900, 0x268bd2, 0xd33682, 0x2aa198, 0xeee8d5,
        0x002b36, 0xcb4b16, 0x586e75, 0x657b83, 0x839496, 0x6c71c4, 0x93a1a1, 0xfdf6e3),
    SOLARIZED_LIGHT(
        0xfdf6e3, 0x073642, 0xdc322f, 0x859900, 0xb58900, 0x268bd2, 0xd33682, 0x2aa198, 0xeee8d5,
        0x002b36, 0xcb4b16, 0x586e75, 0x657b83, 0x839496, 0x6c71c4, 0x93a1a1, 0xfdf6e3),
    TANGO_LIGHT(
        0xffffff, 0x2e3436, 0xcc0000, 0x4e9a06, 0xc4a000, 0x3465a4, 0x75507b, 0x06989a, 0xd3d7cf,
        0x555753, 0xef2929, 0x8ae234, 0xfce94f, 0x729fcf, 0xad7fa8, 0x34e2e2, 0xeeeeec),
    CATPPUCCIN_MOCHA(
        0x1e1e2e, 0x45475a, 0xf38ba8, 0xa6e3a1, 0xf9e2af, 0x89b4fa, 0xf5c2e7, 0x94e2d5, 0xbac2de,
        0x585b70, 0xf38ba8, 0xa6e3a1, 0xf9e2af, 0x89b4fa, 0xf5c2e7, 0x94e2d5, 0xa6adc8);

    private final int background;
    private final int[] sixteen;

    TerminalPreset(int background, int... sixteen) {
      this.background = background;
      this.sixteen = sixteen;
    }

    TerminalColours colours() {
      TerminalColours colours = UNKNOWN.with(TerminalColours.BACKGROUND, background);
      for (int i = 0; i < sixteen.length; i++) {
        colours = colours.with(i, sixteen[i]);
      }
      return colours;
    }

    int rgb(int colour) {
      int value = colour & 0xffffff;
      return (colour & PackedStyle.KIND_MASK) == PackedStyle.RGB
          ? value
          : value < 16 ? sixteen[value] : PackedStyle.paletteRgb(value);
    }
  }

  @ParameterizedTest
  @EnumSource(TerminalPreset.class)
  void ownColours_areReadOnTheGroundThatTheTerminalTold(TerminalPreset terminal) {
    ColourPalette palette = Theme.AUTO.palette(ColourDepth.INDEXED, terminal.colours());
    for (ColourRole role : EnumSet.complementOf(EnumSet.copyOf(BACKGROUND_ROLES))) {
      int colour = PackedStyle.foreground(palette.resolve(PackedStyle.of(role)));
      if (colour != PackedStyle.DEFAULT) {
        double contrast = ContrastRatio.of(terminal.rgb(colour), terminal.background);
        assertTrue(contrast >= 3.5, role + " on " + terminal + ": " + contrast);
        int selected =
            PackedStyle.background(
                palette.resolve(
                    PackedStyle.onBackground(ColourRole.SELECTED, PackedStyle.of(role))));
        double selectedContrast = ContrastRatio.of(terminal.rgb(colour), terminal.rgb(selected));
        assertTrue(
            selectedContrast >= 2.5, role + " selected on " + terminal + ": " + selectedContrast);
      }
    }
  }

  static List<Theme> ofTrueColours() {
    return List.of(Theme.HONEY, Theme.MEADOW);
  }

  @ParameterizedTest
  @MethodSource("ofTrueColours")
  void everyRole_isReadOnEveryGround(Theme theme) {
    ColourPalette palette = theme.palette(ColourDepth.TRUE_COLOUR, UNKNOWN);
    assertReadable(palette, PackedStyle.PLAIN, 7, theme + " text");
    for (ColourRole role : EnumSet.complementOf(EnumSet.copyOf(BACKGROUND_ROLES))) {
      double minimum = role == ColourRole.BORDER ? 1.4 : 4.5;
      assertReadable(palette, PackedStyle.of(role), minimum, theme + " " + role);
      for (ColourRole background :
          role == ColourRole.BORDER ? Set.<ColourRole>of() : BACKGROUND_ROLES) {
        assertReadable(
            palette,
            PackedStyle.onBackground(background, PackedStyle.of(role)),
            3.5,
            theme + " " + role + " on " + background);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ofTrueColours")
  void basicColoursOfChildren_areReadOnItsGround(Theme theme) {
    ColourPalette palette = theme.palette(ColourDepth.TRUE_COLOUR, UNKNOWN);
    for (int i = 0; i < 16; i++) {
      assertReadable(palette, PackedStyle.of(i), 4, theme + " text " + i);
    }
    int white = PackedStyle.indexed(15);
    for (int i = 1; i < 7; i++) {
      long badge =
          PackedStyle.background(
              PackedStyle.foreground(PackedStyle.PLAIN, white), PackedStyle.indexed(i));
      long reversed =
          PackedStyle.background(
              PackedStyle.foreground(PackedStyle.PLAIN, PackedStyle.indexed(0)),
              PackedStyle.indexed(i));
      double best = Math.max(contrast(palette, badge), contrast(palette, reversed));
      assertTrue(best >= 4.5, theme + " badge " + i + ": " + best);
    }
  }

  private static void assertReadable(
      ColourPalette palette, long style, double minimum, String description) {
    double contrast = contrast(palette, style);
    assertTrue(contrast >= minimum, description + ": " + contrast);
  }

  private static double contrast(ColourPalette palette, long style) {
    long resolved = palette.resolve(style);
    return ContrastRatio.of(
        PackedStyle.foreground(resolved) & 0xffffff, PackedStyle.background(resolved) & 0xffffff);
  }

  /// Without a report nothing is known; with fewer colours the terminal's own are used.
  @Test
  void auto_isATrueColourTheme_whereTheBackgroundIsKnown() {
    TerminalColours dark = UNKNOWN.with(TerminalColours.BACKGROUND, 0x1e1e2e);
    TerminalColours light = UNKNOWN.with(TerminalColours.BACKGROUND, 0xfdf6e3);
    assertEquals(
        background(Theme.HONEY.palette(ColourDepth.TRUE_COLOUR, dark)),
        background(Theme.AUTO.palette(ColourDepth.TRUE_COLOUR, dark)));
    assertEquals(
        background(Theme.MEADOW.palette(ColourDepth.TRUE_COLOUR, light)),
        background(Theme.AUTO.palette(ColourDepth.TRUE_COLOUR, light)));
    assertEquals(PackedStyle.DEFAULT, background(Theme.AUTO.palette(ColourDepth.INDEXED, dark)));
    assertEquals(
        PackedStyle.DEFAULT, background(Theme.AUTO.palette(ColourDepth.TRUE_COLOUR, UNKNOWN)));
  }

  private static int background(ColourPalette palette) {
    return PackedStyle.background(palette.resolve(PackedStyle.PLAIN));
  }

  @Test
  void withoutAnAnswer_theSelectionSwapsTextAndGround() {
    ColourPalette palette = Theme.AUTO.palette(ColourDepth.TRUE_COLOUR, UNKNOWN);
    long selected =
        palette.resolve(PackedStyle.onBackground(ColourRole.SELECTED, PackedStyle.PLAIN));
    assertEquals(PackedStyle.REVERSE, selected & PackedStyle.REVERSE);
    long colours =
        Theme.AUTO
            .palette(ColourDepth.TRUE_COLOUR, UNKNOWN.with(TerminalColours.BACKGROUND, 0xffffff))
            .resolve(PackedStyle.onBackground(ColourRole.SELECTED, PackedStyle.PLAIN));
    assertEquals(0, colours & PackedStyle.REVERSE);
  }

  @ParameterizedTest
  @CsvSource({"15;0, true", "0;15, false", "12;default;8, true", "0;default, true", "'', true"})
  void environment_isAHint(String colorFgBg, boolean dark) {
    TerminalColours colours = TerminalColours.of(Map.of("COLORFGBG", colorFgBg));
    assertEquals(dark, colours.isDark());
    assertEquals(
        colorFgBg.endsWith("0") || colorFgBg.endsWith("15") || colorFgBg.endsWith("8"),
        colours.isBackgroundKnown());
  }

  @Test
  void chosenGround_winsOverWhatTheTerminalTold() {
    TerminalColours light = UNKNOWN.with(TerminalColours.BACKGROUND, 0xffffff);
    assertNotEquals(
        Theme.LIGHT
            .palette(ColourDepth.TRUE_COLOUR, light)
            .resolve(PackedStyle.of(ColourRole.ACCENT)),
        Theme.DARK
            .palette(ColourDepth.TRUE_COLOUR, light)
            .resolve(PackedStyle.of(ColourRole.ACCENT)));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void withoutColours_everyLookIsAttributesOnly(Theme theme) {
    ColourPalette palette = theme.palette(ColourDepth.NONE, UNKNOWN);
    for (ColourRole role : ColourRole.values()) {
      long text = palette.resolve(PackedStyle.of(role));
      long background = palette.resolve(PackedStyle.onBackground(role, PackedStyle.PLAIN));
      assertEquals(PackedStyle.withoutColours(text), text, role.name());
      assertEquals(PackedStyle.withoutColours(background), background, role.name());
    }
    assertNotEquals(
        0, palette.resolve(PackedStyle.onBackground(ColourRole.SELECTED, PackedStyle.PLAIN)));
    assertNotEquals(
        palette.resolve(PackedStyle.onBackground(ColourRole.SELECTED, PackedStyle.PLAIN)),
        palette.resolve(PackedStyle.onBackground(ColourRole.MATCH, PackedStyle.PLAIN)));
  }
}
