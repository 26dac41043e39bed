package dev.brummer.tui.emulator;

/// Terminal modes set by `CSI ? … h` and `l` (private) or without `?` (ANSI).
final class TerminalModes {
  static final int APPLICATION_CURSOR_KEYS = 1;
  static final int REVERSE_SCREEN = 5;
  static final int ORIGIN = 6;
  static final int AUTO_WRAP = 7;
  static final int MOUSE_X10 = 9;

  /// Stored for queries only.
  static final int BLINKING = 12;

  static final int CURSOR_VISIBLE = 25;
  static final int REVERSE_WRAP = 45;
  static final int APPLICATION_KEYPAD = 66;
  static final int MOUSE = 1000;
  static final int MOUSE_DRAG = 1002;
  static final int MOUSE_ALL = 1003;
  static final int FOCUS_EVENTS = 1004;
  static final int MOUSE_UTF8 = 1005;
  static final int MOUSE_SGR = 1006;
  static final int ALTERNATE_SCROLL = 1007;
  static final int BRACKETED_PASTE = 2004;
  static final int SYNCHRONIZED_UPDATE = 2026;

  /// ANSI modes have negative numbers.
  static final int INSERT = -4;

  static final int NEW_LINE = -20;

  private long bits;
  private long saved;

  TerminalModes() {
    reset();
  }

  void reset() {
    bits = bit(AUTO_WRAP) | bit(CURSOR_VISIBLE) | bit(ALTERNATE_SCROLL);
  }

  /// Resets the modes for writing and for keys (DECSTR); all others keep their state.
  void softReset() {
    for (int mode :
        new int[] {APPLICATION_CURSOR_KEYS, ORIGIN, APPLICATION_KEYPAD, INSERT, REVERSE_WRAP}) {
      set(mode, false);
    }
    set(AUTO_WRAP, true);
    set(CURSOR_VISIBLE, true);
  }

  /// Folds to a constant when the mode is constant.
  private static long bit(int mode) {
    return switch (mode) {
      case APPLICATION_CURSOR_KEYS -> 1L << 0;
      case REVERSE_SCREEN -> 1L << 1;
      case ORIGIN -> 1L << 2;
      case AUTO_WRAP -> 1L << 3;
      case MOUSE_X10 -> 1L << 4;
      case BLINKING -> 1L << 5;
      case CURSOR_VISIBLE -> 1L << 6;
      case REVERSE_WRAP -> 1L << 7;
      case APPLICATION_KEYPAD -> 1L << 8;
      case MOUSE -> 1L << 9;
      case MOUSE_DRAG -> 1L << 10;
      case MOUSE_ALL -> 1L << 11;
      case FOCUS_EVENTS -> 1L << 12;
      case MOUSE_UTF8 -> 1L << 13;
      case MOUSE_SGR -> 1L << 14;
      case ALTERNATE_SCROLL -> 1L << 15;
      case BRACKETED_PASTE -> 1L << 16;
      case SYNCHRONIZED_UPDATE -> 1L << 17;
      case INSERT -> 1L << 18;
      case NEW_LINE -> 1L << 19;
      default -> 0;
    };
  }

  boolean isKnown(int mode) {
    return bit(mode) != 0;
  }

  boolean isSet(int mode) {
    return (bits & bit(mode)) != 0;
  }

  void set(int mode, boolean on) {
    bits = on ? bits | bit(mode) : bits & ~bit(mode);
  }

  void save(int mode) {
    saved = saved & ~bit(mode) | bits & bit(mode);
  }

  boolean isSaved(int mode) {
    return (saved & bit(mode)) != 0;
  }
}
