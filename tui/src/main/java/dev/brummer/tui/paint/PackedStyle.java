package dev.brummer.tui.paint;

/// Cell style packed into a `long`: 26 bits foreground, 26 bits background, then attributes. A
/// colour is 0 for the terminal's default. Otherwise its two top bits hold the kind (palette index,
/// true colour or [ColourRole]) and the others the value. A [ColourPalette] resolves roles.
public final class PackedStyle {
  public static final long PLAIN = 0;
  public static final long BOLD = 1L << 52;
  public static final long DIM = 1L << 53;
  public static final long ITALIC = 1L << 54;
  public static final long UNDERLINE = 1L << 55;
  public static final long REVERSE = 1L << 56;
  public static final long STRIKE = 1L << 57;

  /// Concealed text, displayed as blanks.
  public static final long HIDDEN = 1L << 58;

  static final int DEFAULT = 0;
  static final int INDEXED = 1 << 24;
  static final int RGB = 2 << 24;
  static final int ROLE = 3 << 24;
  static final int KIND_MASK = 3 << 24;
  private static final long FOREGROUND_MASK = (1L << 26) - 1;
  private static final long BACKGROUND_MASK = FOREGROUND_MASK << 26;

  private PackedStyle() {}

  /// A colour of the 256-colour palette; the first 16 are configured by the user.
  public static int indexed(int index) {
    return INDEXED | index & 0xff;
  }

  public static int rgb(int red, int green, int blue) {
    return RGB | (red & 0xff) << 16 | (green & 0xff) << 8 | blue & 0xff;
  }

  /// Plain style with a role as text colour.
  public static long of(ColourRole role) {
    return ROLE | role.ordinal();
  }

  /// The same style with a role as background.
  public static long onBackground(ColourRole role, long style) {
    return background(style, ROLE | role.ordinal());
  }

  /// Plain style with a palette colour as text colour.
  public static long of(int index) {
    return indexed(index);
  }

  public static long foreground(long style, int colour) {
    return style & ~FOREGROUND_MASK | colour;
  }

  public static long background(long style, int colour) {
    return style & ~BACKGROUND_MASK | (long) colour << 26;
  }

  /// Keeps only the background: the style of a blank cell.
  public static long backgroundOnly(long style) {
    return style & BACKGROUND_MASK;
  }

  static int foreground(long style) {
    return (int) (style & FOREGROUND_MASK);
  }

  static int background(long style) {
    return (int) (style >>> 26 & FOREGROUND_MASK);
  }

  /// Encodes one colour of a style as SGR parameters, each preceded by `;`. Empty for the default
  /// colour.
  public static String sgr(long style, boolean foreground) {
    int colour = foreground ? foreground(style) : background(style);
    int value = colour & 0xffffff;
    String kind = foreground ? ";38" : ";48";
    return switch (colour & KIND_MASK) {
      case INDEXED -> kind + ";5;" + value;
      case RGB -> kind + ";2;" + (value >> 16) + ";" + (value >> 8 & 0xff) + ";" + (value & 0xff);
      default -> "";
    };
  }

  /// Keeps the attributes and resets both colours to the default.
  static long withoutColours(long style) {
    return style & ~(FOREGROUND_MASK | BACKGROUND_MASK);
  }

  /// Returns the nearest colour of the 256-colour palette (6x6x6 cube and grey ramp).
  static int toIndexed(int colour) {
    int r = colour >> 16 & 0xff;
    int g = colour >> 8 & 0xff;
    int b = colour & 0xff;
    if (Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b)) < 10) {
      int grey = (r + g + b) / 3;
      return indexed(grey < 5 ? 16 : grey > 246 ? 231 : 232 + Math.min(23, (grey - 3) / 10));
    }
    return indexed(16 + 36 * cube(r) + 6 * cube(g) + cube(b));
  }

  private static int cube(int value) {
    return value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;
  }

  /// Returns the nearest of the 16 basic colours.
  static int toAnsi(int colour) {
    int rgb = (colour & KIND_MASK) == RGB ? colour & 0xffffff : paletteRgb(colour & 0xff);
    int r = rgb >> 16 & 0xff;
    int g = rgb >> 8 & 0xff;
    int b = rgb & 0xff;
    int max = Math.max(r, Math.max(g, b));
    if (max < 50) {
      return indexed(0);
    }
    int half = max / 2;
    int bits = (r > half ? 1 : 0) | (g > half ? 2 : 0) | (b > half ? 4 : 0);
    if (bits == 7) {
      return indexed(max > 220 ? 15 : max > 140 ? 7 : 8);
    }
    return indexed(max > 200 ? bits + 8 : bits);
  }

  static int paletteRgb(int index) {
    if (index >= 232) {
      int grey = 8 + 10 * (index - 232);
      return grey << 16 | grey << 8 | grey;
    }
    int cube = index - 16;
    return level(cube / 36) << 16 | level(cube / 6 % 6) << 8 | level(cube % 6);
  }

  private static int level(int step) {
    return step == 0 ? 0 : 55 + 40 * step;
  }
}
