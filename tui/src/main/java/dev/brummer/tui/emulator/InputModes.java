package dev.brummer.tui.emulator;

/// How a program wants keys, the mouse, pastes and the focus to be told.
///
/// @param applicationCursorKeys arrows, Home and End as `ESC O …`
/// @param applicationKeypad the numeric keypad sends sequences
/// @param bracketedPaste what is pasted is bracketed
/// @param alternateScroll the wheel sends arrows: a full-screen program that does not take the
///   mouse
/// @param newLineMode Enter sends CR and LF
public record InputModes(
    boolean applicationCursorKeys,
    boolean applicationKeypad,
    boolean bracketedPaste,
    boolean focusEvents,
    boolean alternateScroll,
    boolean newLineMode,
    MouseTracking mouseTracking,
    MouseEncoding mouseEncoding) {
  public static final InputModes NONE =
      new InputModes(
          false, false, false, false, false, false, MouseTracking.NONE, MouseEncoding.BYTES);

  /// Which mouse events.
  public enum MouseTracking {
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
  public enum MouseEncoding {
    BYTES,
    UTF8,
    SGR
  }

  static InputModes of(TerminalModes modes, boolean alternate) {
    MouseTracking mouse =
        modes.isSet(TerminalModes.MOUSE_ALL)
            ? MouseTracking.ALL
            : modes.isSet(TerminalModes.MOUSE_DRAG)
                ? MouseTracking.DRAG
                : modes.isSet(TerminalModes.MOUSE)
                    ? MouseTracking.BUTTONS
                    : modes.isSet(TerminalModes.MOUSE_X10)
                        ? MouseTracking.PRESS
                        : MouseTracking.NONE;
    MouseEncoding coding =
        modes.isSet(TerminalModes.MOUSE_SGR)
            ? MouseEncoding.SGR
            : modes.isSet(TerminalModes.MOUSE_UTF8) ? MouseEncoding.UTF8 : MouseEncoding.BYTES;
    return new InputModes(
        modes.isSet(TerminalModes.APPLICATION_CURSOR_KEYS),
        modes.isSet(TerminalModes.APPLICATION_KEYPAD),
        modes.isSet(TerminalModes.BRACKETED_PASTE),
        modes.isSet(TerminalModes.FOCUS_EVENTS),
        alternate && mouse == MouseTracking.NONE && modes.isSet(TerminalModes.ALTERNATE_SCROLL),
        modes.isSet(TerminalModes.NEW_LINE),
        mouse,
        coding);
  }
}
