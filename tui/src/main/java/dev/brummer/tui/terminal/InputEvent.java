package dev.brummer.tui.terminal;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.input.MouseAction;

/// What came from the keyboard or the mouse, free of Lanterna's types.
public sealed interface InputEvent {
  int NO_BUTTON = 3;

  /// A character; `ctrl`, `alt` and `shift` as far as the terminal tells.
  record Letter(int codePoint, boolean ctrl, boolean alt, boolean shift) implements InputEvent {}

  /// Another key, named as in help: `Enter`, `PgDn`.
  record Named(String name, boolean ctrl, boolean alt, boolean shift) implements InputEvent {}

  /// Pasted as a whole.
  record Paste(String text) implements InputEvent {}

  /// A mouse button went down, was moved or let go, or the wheel turned, over a cell.
  ///
  /// @param button 0 left, 1 middle, 2 right, 3 none
  /// @param modifiers as terminals tell them: 4 Shift, 8 Alt, 16 Ctrl
  record Mouse(Kind kind, int x, int y, int button, int modifiers) implements InputEvent {
    /// What the mouse did.
    public enum Kind {
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
  record Colour(int place, int colour) implements InputEvent {}

  /// The terminal has become dark or light.
  record Ground(boolean dark) implements InputEvent {}

  /// The keyboard is gone.
  record End() implements InputEvent {}

  /// Something this program has no use for.
  record Nothing() implements InputEvent {}

  static InputEvent of(KeyStroke stroke) {
    if (stroke instanceof InputSequenceDecoder.Paste paste) {
      return new Paste(paste.text());
    }
    if (stroke instanceof InputSequenceDecoder.Told told) {
      return told.what();
    }
    if (stroke instanceof MouseAction mouse) {
      return mouse(mouse);
    }
    if (stroke.getKeyType() == KeyType.EOF) {
      return new End();
    }
    boolean ctrl = stroke.isCtrlDown();
    boolean alt = stroke.isAltDown();
    boolean shift = stroke.isShiftDown();
    if (stroke.getKeyType() == KeyType.Character) {
      Character typed = stroke.getCharacter();
      return typed == null ? new Nothing() : new Letter(typed, ctrl, alt, shift && typed < ' ');
    }
    String name = name(stroke.getKeyType());
    boolean back = stroke.getKeyType() == KeyType.ReverseTab;
    return name.isEmpty() ? new Nothing() : new Named(name, ctrl, alt, shift || back);
  }

  private static InputEvent mouse(MouseAction mouse) {
    int x = mouse.getPosition().getColumn();
    int y = mouse.getPosition().getRow();
    int button = mouse.getButton() & 3;
    Mouse.Kind kind =
        switch (mouse.getActionType()) {
          case CLICK_DOWN -> Mouse.Kind.PRESS;
          case CLICK_RELEASE -> Mouse.Kind.RELEASE;
          case DRAG, MOVE -> button == NO_BUTTON ? Mouse.Kind.MOVE : Mouse.Kind.DRAG;
          case SCROLL_UP -> Mouse.Kind.WHEEL_UP;
          case SCROLL_DOWN -> Mouse.Kind.WHEEL_DOWN;
        };
    boolean wheel = kind == Mouse.Kind.WHEEL_UP || kind == Mouse.Kind.WHEEL_DOWN;
    return new Mouse(kind, x, y, wheel ? NO_BUTTON : button, mouse.getButton() & 28);
  }

  private static String name(KeyType type) {
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
