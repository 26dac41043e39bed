package dev.brummer.tui.terminal;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.input.MouseAction;

/// An event from keyboard or mouse, independent of Lanterna's types.
public sealed interface InputEvent {
  int NO_BUTTON = 3;

  /// A character key with the modifiers reported by the terminal.
  record CharacterKey(int codePoint, boolean ctrl, boolean alt, boolean shift)
      implements InputEvent {}

  /// A non-character key, named as in the help: `Enter`, `PgDn`.
  record NamedKey(String name, boolean ctrl, boolean alt, boolean shift) implements InputEvent {}

  /// Text from a bracketed paste.
  record Paste(String text) implements InputEvent {}

  /// A mouse event at a cell.
  ///
  /// @param button 0 left, 1 middle, 2 right, 3 none
  /// @param modifiers bit mask of the xterm protocol: 4 Shift, 8 Alt, 16 Ctrl
  record MouseEvent(MouseEventType type, int x, int y, int button, int modifiers)
      implements InputEvent {
    /// Kind of a mouse event.
    public enum MouseEventType {
      PRESS,
      DRAG,
      /// Motion without a pressed button.
      MOVE,
      RELEASE,
      WHEEL_UP,
      WHEEL_DOWN
    }
  }

  /// The terminal reported one of its colours as 0xRRGGBB; `index` as in [TerminalColours#with].
  record ColourReport(int index, int colour) implements InputEvent {}

  /// The terminal's background changed to dark or light.
  record BackgroundReport(boolean dark) implements InputEvent {}

  /// The input has reached its end: the terminal is gone.
  record EndOfInput() implements InputEvent {}

  /// An input sequence without a meaning for the UI.
  record Ignored() implements InputEvent {}

  static InputEvent of(KeyStroke stroke) {
    if (stroke instanceof InputSequenceDecoder.PasteStroke paste) {
      return new Paste(paste.text());
    }
    if (stroke instanceof InputSequenceDecoder.ReportStroke reportStroke) {
      return reportStroke.event();
    }
    if (stroke instanceof MouseAction mouse) {
      return mouseEvent(mouse);
    }
    if (stroke.getKeyType() == KeyType.EOF) {
      return new EndOfInput();
    }
    boolean ctrl = stroke.isCtrlDown();
    boolean alt = stroke.isAltDown();
    boolean shift = stroke.isShiftDown();
    if (stroke.getKeyType() == KeyType.Character) {
      Character character = stroke.getCharacter();
      return character == null
          ? new Ignored()
          : new CharacterKey(character, ctrl, alt, shift && character < ' ');
    }
    String name = keyName(stroke.getKeyType());
    boolean reverseTab = stroke.getKeyType() == KeyType.ReverseTab;
    return name.isEmpty() ? new Ignored() : new NamedKey(name, ctrl, alt, shift || reverseTab);
  }

  private static InputEvent mouseEvent(MouseAction mouse) {
    int x = mouse.getPosition().getColumn();
    int y = mouse.getPosition().getRow();
    int button = mouse.getButton() & 3;
    MouseEvent.MouseEventType type =
        switch (mouse.getActionType()) {
          case CLICK_DOWN -> MouseEvent.MouseEventType.PRESS;
          case CLICK_RELEASE -> MouseEvent.MouseEventType.RELEASE;
          case DRAG, MOVE ->
              button == NO_BUTTON ? MouseEvent.MouseEventType.MOVE : MouseEvent.MouseEventType.DRAG;
          case SCROLL_UP -> MouseEvent.MouseEventType.WHEEL_UP;
          case SCROLL_DOWN -> MouseEvent.MouseEventType.WHEEL_DOWN;
        };
    boolean wheel =
        type == MouseEvent.MouseEventType.WHEEL_UP || type == MouseEvent.MouseEventType.WHEEL_DOWN;
    return new MouseEvent(type, x, y, wheel ? NO_BUTTON : button, mouse.getButton() & 28);
  }

  private static String keyName(KeyType type) {
    return switch (type) {
      case Enter -> "Enter";
      case Escape -> "Esc";
      case Tab, ReverseTab -> "Tab";
      case Backspace -> "Backspace";
      case Delete -> "Delete";
      case ArrowUp -> "Up";
      case ArrowDown -> "Down";
      case ArrowLeft -> "Left";
      case ArrowRight -> "Right";
      case Home -> "Home";
      case End -> "End";
      case PageUp -> "PgUp";
      case PageDown -> "PgDn";
      case Insert -> "Insert";
      case F1 -> "F1";
      case F2 -> "F2";
      case F3 -> "F3";
      case F4 -> "F4";
      case F5 -> "F5";
      case F6 -> "F6";
      case F7 -> "F7";
      case F8 -> "F8";
      case F9 -> "F9";
      case F10 -> "F10";
      case F11 -> "F11";
      case F12 -> "F12";
      default -> "";
    };
  }
}
