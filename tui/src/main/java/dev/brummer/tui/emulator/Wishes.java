package dev.brummer.tui.emulator;

/// How a program wants keys, the mouse, pastes and the focus to be told.
///
/// @param cursorKeys arrows, Home and End as `ESC O …`
/// @param keypad the numeric keypad sends sequences
/// @param paste what is pasted is bracketed
/// @param wheelKeys the wheel sends arrows: a full-screen program that does not take the mouse
/// @param newLine Enter sends CR and LF
public record Wishes(
    boolean cursorKeys,
    boolean keypad,
    boolean paste,
    boolean focus,
    boolean wheelKeys,
    boolean newLine,
    Mouse mouse,
    Coding coding) {
  public static final Wishes NONE =
      new Wishes(false, false, false, false, false, false, Mouse.NONE, Coding.BYTES);

  /// Which mouse events.
  public enum Mouse {
    NONE,
    /// Presses only.
    PRESS,
    /// Presses and releases.
    BUTTONS,
    /// Also movements with a button down.
    DRAG,
    /// All movements.
    ALL
  }

  /// How a mouse event is written.
  public enum Coding {
    BYTES,
    UTF8,
    SGR
  }

  static Wishes of(Modes modes, boolean alternate) {
    Mouse mouse =
        modes.is(Modes.MOUSE_ALL)
            ? Mouse.ALL
            : modes.is(Modes.MOUSE_DRAG)
                ? Mouse.DRAG
                : modes.is(Modes.MOUSE)
                    ? Mouse.BUTTONS
                    : modes.is(Modes.MOUSE_X10) ? Mouse.PRESS : Mouse.NONE;
    Coding coding =
        modes.is(Modes.MOUSE_SGR)
            ? Coding.SGR
            : modes.is(Modes.MOUSE_UTF8) ? Coding.UTF8 : Coding.BYTES;
    return new Wishes(
        modes.is(Modes.CURSOR_KEYS),
        modes.is(Modes.KEYPAD),
        modes.is(Modes.PASTE),
        modes.is(Modes.FOCUS),
        alternate && mouse == Mouse.NONE && modes.is(Modes.WHEEL_KEYS),
        modes.is(Modes.NEW_LINE),
        mouse,
        coding);
  }
}
