package dev.brummer.tui.emulator;

import dev.brummer.tui.paint.PackedStyle;

/// Applies Select Graphic Rendition (`CSI … m`) to a style.
final class Sgr {
  private Sgr() {}

  static long apply(long current, CsiParameters parameters) {
    long style = current;
    if (parameters.count() == 0) {
      return PackedStyle.PLAIN;
    }
    for (int i = 0; i < parameters.count(); i++) {
      int code = parameters.get(i);
      if (code == 38 || code == 48 || code == 58) {
        int colour = colour(parameters, i);
        style = colour < 0 ? style : withColour(style, code, colour);
        i += length(parameters, i) - 1;
      } else if (code == 4 && i + 1 < parameters.count() && parameters.isSubparameter(i + 1)) {
        boolean none = parameters.get(i + 1) == 0;
        style = none ? style & ~PackedStyle.UNDERLINE : style | PackedStyle.UNDERLINE;
        i += length(parameters, i) - 1;
      } else {
        style = applySimple(style, code);
      }
    }
    return style;
  }

  private static long withColour(long style, int code, int colour) {
    return switch (code) {
      case 38 -> PackedStyle.foreground(style, colour);
      case 48 -> PackedStyle.background(style, colour);
      default -> style; // 58 sets the underline colour, which is not supported
    };
  }

  /// Returns the colour that starts at parameter `at`, or -1 when invalid.
  private static int colour(CsiParameters p, int at) {
    int end = at + length(p, at);
    int kind = p.get(at + 1);
    if (kind == 5 && at + 2 < end) {
      int index = p.get(at + 2);
      return index < 256 ? PackedStyle.indexed(index) : -1;
    }
    boolean withSpace = at + 1 < p.count() && p.isSubparameter(at + 1) && end - at > 5;
    int red = at + (withSpace ? 3 : 2);
    if (kind == 2 && red + 2 < end) {
      return PackedStyle.rgb(
          Math.min(255, p.get(red)), Math.min(255, p.get(red + 1)), Math.min(255, p.get(red + 2)));
    }
    return -1;
  }

  /// Returns the number of parameters of the attribute that starts at `at`.
  private static int length(CsiParameters p, int at) {
    int joined = 1;
    while (at + joined < p.count() && p.isSubparameter(at + joined)) {
      joined++;
    }
    if (joined > 1) {
      return joined;
    }
    int expected = p.get(at + 1) == 5 ? 3 : p.get(at + 1) == 2 ? 5 : 2;
    return Math.min(expected, p.count() - at);
  }

  private static long applySimple(long style, int code) {
    if (code >= 30 && code <= 37) {
      return PackedStyle.foreground(style, PackedStyle.indexed(code - 30));
    }
    if (code >= 40 && code <= 47) {
      return PackedStyle.background(style, PackedStyle.indexed(code - 40));
    }
    if (code >= 90 && code <= 97) {
      return PackedStyle.foreground(style, PackedStyle.indexed(code - 90 + 8));
    }
    if (code >= 100 && code <= 107) {
      return PackedStyle.background(style, PackedStyle.indexed(code - 100 + 8));
    }
    return switch (code) {
      case 0 -> PackedStyle.PLAIN;
      case 1 -> style | PackedStyle.BOLD;
      case 2 -> style | PackedStyle.DIM;
      case 3 -> style | PackedStyle.ITALIC;
      case 4, 21 -> style | PackedStyle.UNDERLINE;
      case 7 -> style | PackedStyle.REVERSE;
      case 8 -> style | PackedStyle.HIDDEN;
      case 9 -> style | PackedStyle.STRIKE;
      case 22 -> style & ~(PackedStyle.BOLD | PackedStyle.DIM);
      case 23 -> style & ~PackedStyle.ITALIC;
      case 24 -> style & ~PackedStyle.UNDERLINE;
      case 27 -> style & ~PackedStyle.REVERSE;
      case 28 -> style & ~PackedStyle.HIDDEN;
      case 29 -> style & ~PackedStyle.STRIKE;
      case 39 -> PackedStyle.foreground(style, 0);
      case 49 -> PackedStyle.background(style, 0);
      default -> style;
    };
  }
}
