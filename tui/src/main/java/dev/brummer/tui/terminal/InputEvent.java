package dev.brummer.tui.terminal;

import dev.brummer.tui.key.Key;

/// Decoded input of the terminal: keyboard, mouse, paste and reports.
public sealed interface InputEvent {
  int NO_BUTTON = 3;

  /// A key, with the modifiers that the terminal reports.
  record KeyPressed(Key key) implements InputEvent {}

  /// The whole text of a bracketed paste.
  record Paste(String text) implements InputEvent {}

  /// A mouse button was pressed, dragged or released, the mouse moved, or the wheel turned.
  ///
  /// @param x column from 0
  /// @param y row from 0
  /// @param button 0 left, 1 middle, 2 right, 3 none
  /// @param modifiers as xterm reports them: 4 Shift, 8 Alt, 16 Ctrl
  record MouseEvent(MouseEventType type, int x, int y, int button, int modifiers)
      implements InputEvent {
    /// What the mouse did.
    public enum MouseEventType {
      PRESS,
      DRAG,
      /// Moved with no button pressed.
      MOVE,
      RELEASE,
      WHEEL_UP,
      WHEEL_DOWN
    }
  }

  /// One of the terminal's own colours as 0xRRGGBB, see [dev.brummer.tui.paint.TerminalColours].
  record ColourReport(int index, int colour) implements InputEvent {}

  /// The terminal switched to a dark or light background.
  record BackgroundReport(boolean dark) implements InputEvent {}

  /// The terminal has another size. Reported by remote terminals only.
  record Resized() implements InputEvent {}

  /// The program that shows the terminal was continued after a stop. Reported by remote terminals
  /// only.
  record Resumed() implements InputEvent {}

  /// The terminal is gone; no further event follows.
  record EndOfInput() implements InputEvent {}

  /// Input without a meaning for brummer.
  record Ignored() implements InputEvent {}
}
