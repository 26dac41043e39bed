package dev.brummer.tui.emulator;

/// Where and how is written next: all that DECSC saves and DECRC brings back.
final class Cursor {
  int x;
  int y;

  /// The last column has been written; the next character goes to the next row.
  boolean wrapPending;

  long style;
  boolean originMode;
  final Charsets charsets = new Charsets();

  void copyFrom(Cursor other) {
    x = other.x;
    y = other.y;
    wrapPending = other.wrapPending;
    style = other.style;
    originMode = other.originMode;
    charsets.copyFrom(other.charsets);
  }

  void reset() {
    x = 0;
    y = 0;
    wrapPending = false;
    style = 0;
    originMode = false;
    charsets.reset();
  }

  /// Stays inside a screen of that size.
  void clamp(int width, int height) {
    x = Math.clamp(x, 0, width - 1);
    y = Math.clamp(y, 0, height - 1);
    wrapPending &= x == width - 1;
  }
}
