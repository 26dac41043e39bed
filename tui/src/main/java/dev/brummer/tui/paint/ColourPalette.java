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
  private static final int[] OWN = {};

  private final long[] roles;
  private final int text;
  private final int ground;
  private final int[] inks;
  private final int[] paints;

  private ColourPalette(long[] roles, int text, int ground, int[] inks, int[] paints) {
    this.roles = roles;
    this.text = text;
    this.ground = ground;
    this.inks = inks;
    this.paints = paints;
  }

  /// On the terminal's own ground, in its own colours, every role plain.
  static ColourPalette ofTerminal() {
    return new ColourPalette(
        new long[ColourRole.values().length], Style.DEFAULT, Style.DEFAULT, OWN, OWN);
  }

  /// On a ground of its own; all colours are 0xRRGGBB.
  static ColourPalette of(int text, int ground, int[] inks, int[] paints) {
    long[] roles = new long[ColourRole.values().length];
    return new ColourPalette(roles, rgb(text), rgb(ground), rgb(inks), rgb(paints));
  }

  /// The same with a look of one more role.
  ColourPalette with(ColourRole role, long style) {
    long[] all = roles.clone();
    all[role.ordinal()] = style;
    return new ColourPalette(all, text, ground, inks, paints);
  }

  /// The same with a text colour of a role, as 0xRRGGBB.
  ColourPalette with(ColourRole role, int colour) {
    return with(role, Style.foreground(Style.PLAIN, rgb(colour)));
  }

  /// The same with a ground of a role, as 0xRRGGBB; the text on it keeps its colour.
  ColourPalette on(ColourRole role, int colour) {
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
    if ((fore & Style.KIND) == Style.ROLE) {
      long meant = roles[fore & 0xff];
      attributes |= meant & ATTRIBUTES;
      fore = Style.foreground(meant);
    }
    boolean bare = back == Style.DEFAULT;
    if ((back & Style.KIND) == Style.ROLE) {
      long meant = roles[back & 0xff];
      attributes = attributes & ~Style.DIM | meant & ATTRIBUTES;
      int onIt = Style.foreground(meant);
      fore = onIt == Style.DEFAULT ? fore : onIt;
      back = Style.background(meant);
      bare = onIt == Style.DEFAULT;
    }
    fore = fore == Style.DEFAULT ? text : basic(fore, bare ? inks : paints);
    back = back == Style.DEFAULT ? ground : basic(back, paints);
    return Style.background(Style.foreground(attributes, fore), back);
  }

  private static int basic(int colour, int[] sixteen) {
    boolean mapped = sixteen.length > 0 && (colour & Style.KIND) == Style.INDEXED;
    return mapped && (colour & 0xff) < 16 ? sixteen[colour & 0xf] : colour;
  }
}
