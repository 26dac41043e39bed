package dev.brummer.tui.terminal;

/// Finds the end of each input of a terminal in its bytes: a character, a control sequence or a
/// paste. Confined to one thread.
final class InputBoundary {
  private static final int ESC = 0x1b;
  private static final int BEL = 7;
  private static final String PASTE_START = "200~";
  private static final String PASTE_END = "\033[201~";

  private enum State {
    /// Between two inputs.
    GROUND,
    ESCAPE,
    /// After `ESC O`: one more byte.
    SINGLE_SHIFT,
    /// After `ESC [`.
    CONTROL,
    /// After `ESC ]`, `ESC P`, `ESC _` or `ESC ^`.
    STRING,
    PASTE,
    /// Within a UTF-8 character.
    CHARACTER
  }

  private State state = State.GROUND;
  private int continuationBytes;
  private int last;
  private final StringBuilder parameters = new StringBuilder();

  /// Takes the next byte.
  ///
  /// @return whether it is the last one of an input
  boolean add(int b) {
    state = next(b & 0xff);
    last = b & 0xff;
    return state == State.GROUND;
  }

  private State next(int b) {
    return switch (state) {
      case GROUND -> first(b);
      case ESCAPE -> afterEscape(b);
      case SINGLE_SHIFT -> State.GROUND;
      case CONTROL -> control(b);
      case STRING -> b == BEL || (last == ESC && b == '\\') ? State.GROUND : State.STRING;
      case PASTE -> paste(b);
      case CHARACTER -> --continuationBytes > 0 ? State.CHARACTER : State.GROUND;
    };
  }

  private State first(int b) {
    if (b == ESC) {
      return State.ESCAPE;
    }
    continuationBytes = b >= 0xf0 ? 3 : b >= 0xe0 ? 2 : b >= 0xc0 ? 1 : 0;
    return continuationBytes > 0 ? State.CHARACTER : State.GROUND;
  }

  private State afterEscape(int b) {
    parameters.setLength(0);
    return switch (b) {
      case '[' -> State.CONTROL;
      case 'O' -> State.SINGLE_SHIFT;
      case ']', 'P', '_', '^' -> State.STRING;
      default -> first(b);
    };
  }

  private State control(int b) {
    if (b == ESC) {
      return State.ESCAPE; // the sequence was cut off
    }
    boolean consoleKey = b == '[' && parameters.isEmpty(); // ESC [ [ A of the Linux console
    parameters.append((char) b);
    boolean end = b >= 0x40 && b <= 0x7e && !consoleKey;
    if (!end) {
      return State.CONTROL;
    }
    boolean paste = PASTE_START.contentEquals(parameters);
    parameters.setLength(0);
    return paste ? State.PASTE : State.GROUND;
  }

  /// Compares the newest bytes with the end of a paste.
  private State paste(int b) {
    if (parameters.length() == PASTE_END.length()) {
      parameters.deleteCharAt(0);
    }
    parameters.append((char) b);
    return PASTE_END.contentEquals(parameters) ? State.GROUND : State.PASTE;
  }

  /// Forgets an input that was cut off.
  void reset() {
    state = State.GROUND;
  }
}
