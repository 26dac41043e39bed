package dev.brummer.tui.paint;

/// What every [ColourRole] and the sixteen basic colours look like.
///
/// A palette of the terminal's own colours leaves ground and text as they are. One that brings its
/// own ground also says what the sixteen colours are that children print in, as they were chosen
/// for another ground: `inks` for text on the bare ground, `paints` for grounds and what stands on
/// them. Immutable.
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

  /// On the terminal's own ground, in its own colours, every role plain.
  static ColourPalette ofTerminal() {
    return new ColourPalette(
        new long[ColourRole.values().length], Style.DEFAULT, Style.DEFAULT, UNMAPPED, UNMAPPED);
  }

  /// On a ground of its own; all colours are 0xRRGGBB.
  static ColourPalette of(int text, int background, int[] textColours, int[] backgroundColours) {
    long[] roles = new long[ColourRole.values().length];
    return new ColourPalette(
        roles, rgb(text), rgb(background), rgb(textColours), rgb(backgroundColours));
  }

  /// The same with a look of one more role.
  ColourPalette with(ColourRole role, long style) {
    long[] all = roles.clone();
    all[role.ordinal()] = style;
    return new ColourPalette(all, text, background, textColours, backgroundColours);
  }

  /// The same with a text colour of a role, as 0xRRGGBB.
  ColourPalette with(ColourRole role, int colour) {
    return with(role, Style.foreground(Style.PLAIN, rgb(colour)));
  }

  /// The same with a ground of a role, as 0xRRGGBB; the text on it keeps its colour.
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

  /// Colours and attributes of a style that may name roles.
  long resolve(long style) {
    int fore = Style.foreground(style);
    int back = Style.background(style);
    long attributes = style & ATTRIBUTES;
    if ((fore & Style.KIND_MASK) == Style.ROLE) {
      long resolved = roles[fore & 0xff];
      attributes |= resolved & ATTRIBUTES;
      fore = Style.foreground(resolved);
    }
    boolean onPlainBackground = back == Style.DEFAULT;
    if ((back & Style.KIND_MASK) == Style.ROLE) {
      long resolved = roles[back & 0xff];
      attributes = attributes & ~Style.DIM | resolved & ATTRIBUTES;
      int roleText = Style.foreground(resolved);
      fore = roleText == Style.DEFAULT ? fore : roleText;
      back = Style.background(resolved);
      onPlainBackground = roleText == Style.DEFAULT;
    }
    fore =
        fore == Style.DEFAULT
            ? text
            : mapBasic(fore, onPlainBackground ? textColours : backgroundColours);
    back = back == Style.DEFAULT ? background : mapBasic(back, backgroundColours);
    return Style.background(Style.foreground(attributes, fore), back);
  }

  private static int mapBasic(int colour, int[] sixteen) {
    boolean mapped = sixteen.length > 0 && (colour & Style.KIND_MASK) == Style.INDEXED;
    return mapped && (colour & 0xff) < 16 ? sixteen[colour & 0xf] : colour;
  }
}
