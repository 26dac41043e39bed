package dev.brummer.tui.paint;

/// Maps every [ColourRole] and the sixteen basic colours to styles.
///
/// A palette based on the terminal's colours leaves default text and background unchanged. A
/// true-colour palette sets its own background and remaps the sixteen basic colours that processes
/// print, because they were chosen for another background: `textColours` applies to text on the
/// plain background, `backgroundColours` to backgrounds and to text on them. Immutable.
public final class ColourPalette {
  private static final long ATTRIBUTES =
      Style.BOLD | Style.DIM | Style.ITALIC | Style.UNDERLINE | Style.REVERSE | Style.STRIKE;
  private static final int[] UNMAPPED = {};

  private final long[] roles;
  private final int text;
  private final int background;
  private final int[] textColours;
  private final int[] backgroundColours;

  private ColourPalette(
      long[] roles, int text, int background, int[] textColours, int[] backgroundColours) {
    this.roles = roles;
    this.text = text;
    this.background = background;
    this.textColours = textColours;
    this.backgroundColours = backgroundColours;
  }

  /// Creates a palette on the terminal's default background with every role plain.
  static ColourPalette ofTerminal() {
    return new ColourPalette(
        new long[ColourRole.values().length], Style.DEFAULT, Style.DEFAULT, UNMAPPED, UNMAPPED);
  }

  /// Creates a palette with its own background. All colours are 0xRRGGBB.
  static ColourPalette of(int text, int background, int[] textColours, int[] backgroundColours) {
    long[] roles = new long[ColourRole.values().length];
    return new ColourPalette(
        roles, rgb(text), rgb(background), rgb(textColours), rgb(backgroundColours));
  }

  /// Returns a copy with the style of one role replaced.
  ColourPalette with(ColourRole role, long style) {
    long[] all = roles.clone();
    all[role.ordinal()] = style;
    return new ColourPalette(all, text, background, textColours, backgroundColours);
  }

  /// Returns a copy with the text colour of one role replaced, as 0xRRGGBB.
  ColourPalette with(ColourRole role, int colour) {
    return with(role, Style.foreground(Style.PLAIN, rgb(colour)));
  }

  /// Returns a copy with the background of one role replaced, as 0xRRGGBB. Text on it keeps its
  /// colour.
  ColourPalette withBackground(ColourRole role, int colour) {
    return with(role, Style.background(Style.PLAIN, rgb(colour)));
  }

  private static int rgb(int colour) {
    return Style.rgb(colour >> 16, colour >> 8, colour);
  }

  private static int[] rgb(int[] colours) {
    int[] all = new int[colours.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = rgb(colours[i]);
    }
    return all;
  }

  /// Replaces roles and remapped basic colours in a style by actual colours and attributes.
  long resolve(long style) {
    int foregroundColour = Style.foreground(style);
    int backgroundColour = Style.background(style);
    long attributes = style & ATTRIBUTES;
    if ((foregroundColour & Style.KIND_MASK) == Style.ROLE) {
      long resolved = roles[foregroundColour & 0xff];
      attributes |= resolved & ATTRIBUTES;
      foregroundColour = Style.foreground(resolved);
    }
    boolean onPlainBackground = backgroundColour == Style.DEFAULT;
    if ((backgroundColour & Style.KIND_MASK) == Style.ROLE) {
      long resolved = roles[backgroundColour & 0xff];
      attributes = attributes & ~Style.DIM | resolved & ATTRIBUTES;
      int roleText = Style.foreground(resolved);
      foregroundColour = roleText == Style.DEFAULT ? foregroundColour : roleText;
      backgroundColour = Style.background(resolved);
      onPlainBackground = roleText == Style.DEFAULT;
    }
    foregroundColour =
        foregroundColour == Style.DEFAULT
            ? text
            : mapBasic(foregroundColour, onPlainBackground ? textColours : backgroundColours);
    backgroundColour =
        backgroundColour == Style.DEFAULT
            ? background
            : mapBasic(backgroundColour, backgroundColours);
    return Style.background(Style.foreground(attributes, foregroundColour), backgroundColour);
  }

  private static int mapBasic(int colour, int[] sixteen) {
    boolean mapped = sixteen.length > 0 && (colour & Style.KIND_MASK) == Style.INDEXED;
    return mapped && (colour & 0xff) < 16 ? sixteen[colour & 0xf] : colour;
  }
}
