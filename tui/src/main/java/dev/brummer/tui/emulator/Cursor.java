package dev.brummer.tui.emulator;

/// Where and how is written next: all that DECSC saves and DECRC brings back.
final class Cursor {
  int x;
  int y;

  /// The last column has been written; the next character goes to the next row.
  boolean atEdge;

  long style;
  boolean origin;
  final Charsets charsets = new Charsets();

  void take(Cursor other) {
    x = other.x;
    y = other.y;
    atEdge = other.atEdge;
    style = other.style;
    origin = other.origin;
    charsets.take(other.charsets);
  }

  void reset() {
    x = 0;
    y = 0;
    atEdge = false;
    style = 0;
    origin = false;
    charsets.reset();
  }

  /// Stays inside a screen of that size.
  void clamp(int width, int height) {
    x = Math.clamp(x, 0, width - 1);
    y = Math.clamp(y, 0, height - 1);
    atEdge &= x == width - 1;
  }
}
