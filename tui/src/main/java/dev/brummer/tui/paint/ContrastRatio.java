package dev.brummer.tui.paint;

/// WCAG 2.2 contrast ratio, from 1 (none) to 21 (black on white).
final class ContrastRatio {
  private ContrastRatio() {}

  /// Returns the contrast ratio of two 0xRRGGBB colours, in either order.
  static double of(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /// Whether white text has at least the contrast of black text on this background.
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
