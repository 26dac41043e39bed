package dev.brummer.tui.terminal;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.input.MouseAction;

/// What came from the keyboard or the mouse, free of Lanterna's types.
public sealed interface InputEvent {
  int NO_BUTTON = 3;

  /// A character; `ctrl`, `alt` and `shift` as far as the terminal tells.
  record CharacterKey(int codePoint, boolean ctrl, boolean alt, boolean shift)
      implements InputEvent {}

  /// Another key, named as in help: `Enter`, `PgDn`.
  record NamedKey(String name, boolean ctrl, boolean alt, boolean shift) implements InputEvent {}

  /// Pasted as a whole.
  record Paste(String text) implements InputEvent {}

  /// A mouse button went down, was moved or let go, or the wheel turned, over a cell.
  ///
  /// @param button 0 left, 1 middle, 2 right, 3 none
  /// @param modifiers as terminals tell them: 4 Shift, 8 Alt, 16 Ctrl
  record MouseEvent(MouseEventType mouseEventType, int x, int y, int button, int modifiers)
      implements InputEvent {
    /// What the mouse did.
    public enum MouseEventType {
      PRESS,
      DRAG,
      /// Moved with no button down.
      MOVE,
      RELEASE,
      WHEEL_UP,
      WHEEL_DOWN
    }
  }

  /// The terminal has told one of its colours, as 0xRRGGBB, see [TerminalColours#with].
  record ColourReport(int index, int colour) implements InputEvent {}

  /// The terminal has become dark or light.
  record BackgroundReport(boolean dark) implements InputEvent {}

  /// The keyboard is gone.
  record EndOfInput() implements InputEvent {}

  /// Something this program has no use for.
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
      Character typed = stroke.getCharacter();
      return typed == null
          ? new Ignored()
          : new CharacterKey(typed, ctrl, alt, shift && typed < ' ');
    }
    String name = keyName(stroke.getKeyType());
    boolean back = stroke.getKeyType() == KeyType.ReverseTab;
    return name.isEmpty() ? new Ignored() : new NamedKey(name, ctrl, alt, shift || back);
  }

  private static InputEvent mouseEvent(MouseAction mouse) {
    int x = mouse.getPosition().getColumn();
    int y = mouse.getPosition().getRow();
    int button = mouse.getButton() & 3;
    MouseEvent.MouseEventType mouseEventType =
        switch (mouse.getActionType()) {
          case CLICK_DOWN -> MouseEvent.MouseEventType.PRESS;
          case CLICK_RELEASE -> MouseEvent.MouseEventType.RELEASE;
          case DRAG, MOVE ->
              button == NO_BUTTON ? MouseEvent.MouseEventType.MOVE : MouseEvent.MouseEventType.DRAG;
          case SCROLL_UP -> MouseEvent.MouseEventType.WHEEL_UP;
          case SCROLL_DOWN -> MouseEvent.MouseEventType.WHEEL_DOWN;
        };
    boolean wheel =
        mouseEventType == MouseEvent.MouseEventType.WHEEL_UP
            || mouseEventType == MouseEvent.MouseEventType.WHEEL_DOWN;
    return new MouseEvent(mouseEventType, x, y, wheel ? NO_BUTTON : button, mouse.getButton() & 28);
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
