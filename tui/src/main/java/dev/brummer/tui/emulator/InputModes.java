package dev.brummer.tui.emulator;

/// Input encodings requested by the program: keys, mouse, paste and focus.
///
/// @param applicationCursorKeys arrows, Home and End are sent as `ESC O …`
/// @param applicationKeypad the numeric keypad sends sequences
/// @param bracketedPaste pasted text is enclosed in brackets
/// @param alternateScroll the wheel sends arrow keys: a full-screen program without mouse tracking
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

  /// Mouse events that are reported.
  public enum MouseTracking {
    NONE,
    /// Button presses only.
    PRESS,
    /// Button presses and releases.
    BUTTONS,
    /// Also motion with a pressed button.
    DRAG,
    /// All motion.
    ALL
  }

  /// Encoding of mouse reports.
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
