package dev.brummer.tui.emulator;

/// How a program wants keys, the mouse, pastes and the focus to be told.
///
/// @param cursorKeys arrows, Home and End as `ESC O …`
/// @param keypad the numeric keypad sends sequences
/// @param paste what is pasted is bracketed
/// @param wheelKeys the wheel sends arrows: a full-screen program that does not take the mouse
/// @param newLine Enter sends CR and LF
public record InputModes(
    boolean cursorKeys,
    boolean keypad,
    boolean paste,
    boolean focus,
    boolean wheelKeys,
    boolean newLine,
    Mouse mouse,
    Coding coding) {
  public static final InputModes NONE =
      new InputModes(false, false, false, false, false, false, Mouse.NONE, Coding.BYTES);

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

  static InputModes of(TerminalModes modes, boolean alternate) {
    Mouse mouse =
        modes.is(TerminalModes.MOUSE_ALL)
            ? Mouse.ALL
            : modes.is(TerminalModes.MOUSE_DRAG)
                ? Mouse.DRAG
                : modes.is(TerminalModes.MOUSE)
                    ? Mouse.BUTTONS
                    : modes.is(TerminalModes.MOUSE_X10) ? Mouse.PRESS : Mouse.NONE;
    Coding coding =
        modes.is(TerminalModes.MOUSE_SGR)
            ? Coding.SGR
            : modes.is(TerminalModes.MOUSE_UTF8) ? Coding.UTF8 : Coding.BYTES;
    return new InputModes(
        modes.is(TerminalModes.CURSOR_KEYS),
        modes.is(TerminalModes.KEYPAD),
        modes.is(TerminalModes.PASTE),
        modes.is(TerminalModes.FOCUS),
        alternate && mouse == Mouse.NONE && modes.is(TerminalModes.WHEEL_KEYS),
        modes.is(TerminalModes.NEW_LINE),
        mouse,
        coding);
  }
}
