package dev.brummer.tui.paint;

import static dev.brummer.tui.paint.ColourRole.*;

/// Palette tables of each [Theme].
final class ThemePalettes {
  /// Minimum contrast of text in the terminal's own colours, when these are known. WCAG requires 3
  /// for large text and non-text elements, 4.5 for body text.
  private static final double MIN_CONTRAST = 3.5;

  /// Minimum contrast on the background of the selection.
  private static final double MIN_SELECTED_CONTRAST = 2.6;

  private static final int SELECTED_ON_DARK = 237;
  private static final int SELECTED_ON_LIGHT = 254;

  private ThemePalettes() {}

  /// Palette with attributes only.
  static ColourPalette colourless() {
    return ColourPalette.ofTerminal()
        .with(MUTED, PackedStyle.DIM)
        .with(BORDER, PackedStyle.DIM)
        .with(ERROR, PackedStyle.BOLD)
        .with(SELECTED, PackedStyle.REVERSE)
        .with(SELECTED_UNFOCUSED, PackedStyle.BOLD)
        .with(MATCH, PackedStyle.REVERSE | PackedStyle.UNDERLINE);
  }

  /// Palette for an unknown background: colours readable on dark and light backgrounds in common
  /// terminal palettes; the selection is reversed.
  static ColourPalette neutral() {
    return attributes()
        .with(ACCENT, PackedStyle.of(6))
        .with(SUCCESS, PackedStyle.of(2))
        .with(WARNING, PackedStyle.of(3))
        .with(ERROR, PackedStyle.of(1))
        .with(LINK, PackedStyle.of(4))
        .with(NAME_1, PackedStyle.of(6))
        .with(NAME_2, PackedStyle.of(2))
        .with(NAME_3, PackedStyle.of(5))
        .with(NAME_4, PackedStyle.of(3))
        .with(NAME_5, PackedStyle.of(4))
        .with(NAME_6, PackedStyle.of(1))
        .with(NAME_7, PackedStyle.PLAIN)
        .with(NAME_8, PackedStyle.BOLD)
        .with(SELECTED, PackedStyle.REVERSE);
  }

  /// Palette of the terminal's own colours on a known background. Each role gets the first listed
  /// colour with sufficient contrast. Indices above 15 are fixed colours, used when no basic colour
  /// is readable.
  static ColourPalette terminalPalette(ColourDepth depth, TerminalColours terminal) {
    return terminal.isDark()
        ? terminalPaletteOnDark(depth, terminal)
        : terminalPaletteOnLight(depth, terminal);
  }

  private static ColourPalette terminalPaletteOnDark(ColourDepth depth, TerminalColours terminal) {
    return attributes()
        .with(ACCENT, firstReadable(terminal, 6, 14, 80))
        .with(SUCCESS, firstReadable(terminal, 2, 10, 114))
        .with(WARNING, firstReadable(terminal, 3, 11, 221))
        .with(ERROR, firstReadable(terminal, 9, 1, 210))
        .with(LINK, firstReadable(terminal, 12, 4, 111))
        .with(NAME_1, firstReadable(terminal, 6, 14, 80))
        .with(NAME_2, firstReadable(terminal, 2, 10, 114))
        .with(NAME_3, firstReadable(terminal, 5, 13, 176))
        .with(NAME_4, firstReadable(terminal, 3, 11, 221))
        .with(NAME_5, firstReadable(terminal, 12, 4, 111))
        .with(NAME_6, firstReadable(terminal, 14, 6, 123))
        .with(NAME_7, firstReadable(terminal, 13, 5, 219))
        .with(NAME_8, firstReadable(terminal, 10, 2, 157))
        .with(SELECTED, greyBackground(depth, SELECTED_ON_DARK));
  }

  private static ColourPalette terminalPaletteOnLight(ColourDepth depth, TerminalColours terminal) {
    return attributes()
        .with(ACCENT, firstReadable(terminal, 4, 6, 25))
        .with(SUCCESS, firstReadable(terminal, 2, 28))
        .with(WARNING, firstReadable(terminal, 3, 130))
        .with(ERROR, firstReadable(terminal, 1, 9, 124))
        .with(LINK, firstReadable(terminal, 4, 12, 26))
        .with(NAME_1, firstReadable(terminal, 6, 30))
        .with(NAME_2, firstReadable(terminal, 5, 90))
        .with(NAME_3, firstReadable(terminal, 2, 28))
        .with(NAME_4, firstReadable(terminal, 4, 25))
        .with(NAME_5, firstReadable(terminal, 3, 130))
        .with(NAME_6, firstReadable(terminal, 1, 124))
        .with(NAME_7, PackedStyle.PLAIN)
        .with(NAME_8, PackedStyle.BOLD)
        .with(SELECTED, greyBackground(depth, SELECTED_ON_LIGHT));
  }

  private static ColourPalette attributes() {
    return ColourPalette.ofTerminal()
        .with(MUTED, PackedStyle.DIM)
        .with(BORDER, PackedStyle.DIM)
        .with(SELECTED_UNFOCUSED, PackedStyle.BOLD)
        .with(MATCH, PackedStyle.background(PackedStyle.of(0), PackedStyle.indexed(3)));
  }

  private static long firstReadable(TerminalColours terminal, int... colours) {
    int selected = terminal.isDark() ? SELECTED_ON_DARK : SELECTED_ON_LIGHT;
    for (int colour : colours) {
      if (terminal.contrast(colour) >= MIN_CONTRAST
          && terminal.contrast(colour, selected) >= MIN_SELECTED_CONTRAST) {
        return PackedStyle.of(colour);
      }
    }
    return PackedStyle.PLAIN;
  }

  /// Grey background, or reverse video on 16-colour terminals.
  private static long greyBackground(ColourDepth depth, int grey) {
    return depth == ColourDepth.ANSI16
        ? PackedStyle.REVERSE
        : PackedStyle.background(PackedStyle.PLAIN, PackedStyle.indexed(grey));
  }

  static ColourPalette honey() {
    int[] sixteen = {
      0x2b2721, 0xff6b5e, 0x9ccf6b, 0xe9c46a, 0x7cb8f2, 0xd7a6f2, 0x6fd6c2, 0xcfc6b4,
      0x8f8672, 0xff8f84, 0xb6e08c, 0xf7d78a, 0xa1d0ff, 0xe6c2ff, 0x97e8d8, 0xfff8ea
    };
    int[] textColours = sixteen.clone();
    textColours[0] = 0x8f8672;
    return ColourPalette.of(0xe6dfd0, 0x1a1814, textColours, sixteen)
        .with(MUTED, 0x958c78)
        .with(BORDER, 0x4d4638)
        .with(ACCENT, 0xf2b84b)
        .with(SUCCESS, 0x9ccf6b)
        .with(WARNING, 0xff9e64)
        .with(ERROR, 0xff6b5e)
        .with(LINK, 0x7cc4e8)
        .with(NAME_1, 0x7cc4e8)
        .with(NAME_2, 0x9ccf6b)
        .with(NAME_3, 0xd7a6f2)
        .with(NAME_4, 0xf59d7c)
        .with(NAME_5, 0x6fd6c2)
        .with(NAME_6, 0xe9d16c)
        .with(NAME_7, 0xf08fb4)
        .with(NAME_8, 0xa9b4ff)
        .withBackground(SELECTED, 0x3a3120)
        .withBackground(SELECTED_UNFOCUSED, 0x26221b)
        .with(MATCH, textOnBackground(0x1a1814, 0xf2b84b));
  }

  static ColourPalette meadow() {
    int[] sixteen = {
      0x2c332b, 0xc0342c, 0x3a7d2c, 0x8f6400, 0x2a5db0, 0x8a3fa0, 0x0f766e, 0xe4e6da,
      0x6b7266, 0xcc3f36, 0x35752a, 0x966a00, 0x2f66c0, 0x9548ab, 0x137c73, 0xffffff
    };
    int[] textColours = sixteen.clone();
    textColours[7] = 0x566052;
    textColours[15] = 0x141914;
    return ColourPalette.of(0x2c332b, 0xfbfaf4, textColours, sixteen)
        .with(MUTED, 0x6b7266)
        .with(BORDER, 0xc6cab9)
        .with(ACCENT, 0x1f6f8b)
        .with(SUCCESS, 0x3a7d2c)
        .with(WARNING, 0xa65f00)
        .with(ERROR, 0xc0342c)
        .with(LINK, 0x2a5db0)
        .with(NAME_1, 0x1f6f8b)
        .with(NAME_2, 0x3a7d2c)
        .with(NAME_3, 0x8a3fa0)
        .with(NAME_4, 0xa65f00)
        .with(NAME_5, 0x0f766e)
        .with(NAME_6, 0x6b6400)
        .with(NAME_7, 0xb03a6b)
        .with(NAME_8, 0x2a5db0)
        .withBackground(SELECTED, 0xdfead2)
        .withBackground(SELECTED_UNFOCUSED, 0xf0f1e6)
        .with(MATCH, textOnBackground(0x2c332b, 0xffd75e));
  }

  private static long textOnBackground(int text, int background) {
    long foreground =
        PackedStyle.foreground(PackedStyle.PLAIN, PackedStyle.rgb(text >> 16, text >> 8, text));
    return PackedStyle.background(
        foreground, PackedStyle.rgb(background >> 16, background >> 8, background));
  }
}
