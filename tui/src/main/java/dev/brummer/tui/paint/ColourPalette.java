package dev.brummer.tui.paint;

/// Maps every [ColourRole] and the sixteen basic colours to styles.
///
/// A palette based on the terminal's colours leaves default text and background unchanged. A
/// true-colour palette sets its own background and remaps the sixteen basic colours that processes
/// print, because they were chosen for another background: `textColours` applies to text on the
/// plain background, `backgroundColours` to backgrounds and to text on them. Immutable.
public final class ColourPalette {
  private static final long ATTRIBUTES =
      PackedStyle.BOLD
          | PackedStyle.DIM
          | PackedStyle.ITALIC
          | PackedStyle.UNDERLINE
          | PackedStyle.REVERSE
          | PackedStyle.STRIKE;
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
        new long[ColourRole.values().length],
        PackedStyle.DEFAULT,
        PackedStyle.DEFAULT,
        UNMAPPED,
        UNMAPPED);
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
    return with(role, PackedStyle.foreground(PackedStyle.PLAIN, rgb(colour)));
  }

  /// Returns a copy with the background of one role replaced, as 0xRRGGBB. Text on it keeps its
  /// colour.
  ColourPalette withBackground(ColourRole role, int colour) {
    return with(role, PackedStyle.background(PackedStyle.PLAIN, rgb(colour)));
  }

  private static int rgb(int colour) {
    return PackedStyle.rgb(colour >> 16, colour >> 8, colour);
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
    int foregroundColour = PackedStyle.foreground(style);
    int backgroundColour = PackedStyle.background(style);
    long attributes = style & ATTRIBUTES;
    if ((foregroundColour & PackedStyle.KIND_MASK) == PackedStyle.ROLE) {
      long resolved = roles[foregroundColour & 0xff];
      attributes |= resolved & ATTRIBUTES;
      foregroundColour = PackedStyle.foreground(resolved);
    }
    boolean onPlainBackground = backgroundColour == PackedStyle.DEFAULT;
    if ((backgroundColour & PackedStyle.KIND_MASK) == PackedStyle.ROLE) {
      long resolved = roles[backgroundColour & 0xff];
      attributes = attributes & ~PackedStyle.DIM | resolved & ATTRIBUTES;
      int roleText = PackedStyle.foreground(resolved);
      foregroundColour = roleText == PackedStyle.DEFAULT ? foregroundColour : roleText;
      backgroundColour = PackedStyle.background(resolved);
      onPlainBackground = roleText == PackedStyle.DEFAULT;
    }
    foregroundColour =
        foregroundColour == PackedStyle.DEFAULT
            ? text
            : mapBasic(foregroundColour, onPlainBackground ? textColours : backgroundColours);
    backgroundColour =
        backgroundColour == PackedStyle.DEFAULT
            ? background
            : mapBasic(backgroundColour, backgroundColours);
    return PackedStyle.background(
        PackedStyle.foreground(attributes, foregroundColour), backgroundColour);
  }

  private static int mapBasic(int colour, int[] sixteen) {
    boolean mapped = sixteen.length > 0 && (colour & PackedStyle.KIND_MASK) == PackedStyle.INDEXED;
    return mapped && (colour & 0xff) < 16 ? sixteen[colour & 0xf] : colour;
  }
}
