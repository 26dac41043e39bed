package dev.brummer.tui.paint;

/// How well one colour can be read on another, as WCAG 2.2 defines it: from 1 (not at all) to 21.
final class ContrastRatio {
  private ContrastRatio() {}

  /// Of two colours as 0xRRGGBB, in either order.
  static double of(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /// Whether light text is read better on it than dark text.
  static boolean isDark(int colour) {
    return of(colour, 0xffffff) >= of(colour, 0);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16 & 0xff)
        + 0.7152 * linear(colour >> 8 & 0xff)
        + 0.0722 * linear(colour & 0xff);
  }

  private static double linear(int part) {
    double value = part / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
