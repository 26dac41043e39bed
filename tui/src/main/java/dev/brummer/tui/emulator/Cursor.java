package dev.brummer.tui.emulator;

/// Cursor position and writing state, as saved by DECSC and restored by DECRC.
final class Cursor {
  int x;
  int y;

  /// Whether the last column was written, so the next character wraps first.
  boolean wrapPending;

  long style;
  boolean originMode;
  final GraphicCharsets charsets = new GraphicCharsets();

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

  /// Moves the cursor into a screen of the given size.
  void clamp(int width, int height) {
    x = Math.clamp(x, 0, width - 1);
    y = Math.clamp(y, 0, height - 1);
    wrapPending &= x == width - 1;
  }
}
