package dev.brummer.tui.interactive;

import dev.brummer.tui.emulator.InputModes;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.terminal.InputEvent;
import java.nio.charset.StandardCharsets;

/// Encodes keys, pastes and mouse events as the byte sequences that xterm sends to a program.
final class InputEncoder {
  private static final String PASTE_START = "\033[200~";
  private static final String PASTE_END = "\033[201~";

  /// Coordinate limits of the one-byte and the UTF-8 mouse encoding.
  private static final int MAX_BYTE_CELLS = 223;

  private static final int MAX_UTF8_CELLS = 2015;

  private InputEncoder() {}

  /// The bytes of a key; empty for a key that terminals do not send.
  static byte[] encodeKey(Key key, InputModes inputModes) {
    return utf8(text(key, inputModes));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Key key, InputModes inputModes) {
    String alt = key.alt() ? "\033" : "";
    return switch (key.code()) {
      case CHAR -> alt + character(key);
      case ENTER -> alt + (inputModes.newLineMode() ? "\r\n" : "\r");
      case ESC -> alt + "\033";
      case TAB -> key.shift() ? "\033[Z" : alt + "\t";
      case BACKSPACE -> alt + (key.ctrl() ? "\b" : "\177");
      case UP -> cursor(key, inputModes, 'A');
      case DOWN -> cursor(key, inputModes, 'B');
      case RIGHT -> cursor(key, inputModes, 'C');
      case LEFT -> cursor(key, inputModes, 'D');
      case HOME -> cursor(key, inputModes, 'H');
      case END -> cursor(key, inputModes, 'F');
      case INSERT -> numbered(key, 2);
      case DELETE -> numbered(key, 3);
      case PAGE_UP -> numbered(key, 5);
      case PAGE_DOWN -> numbered(key, 6);
      case F1 -> function(key, 'P');
      case F2 -> function(key, 'Q');
      case F3 -> function(key, 'R');
      case F4 -> function(key, 'S');
      case F5 -> numbered(key, 15);
      case F6 -> numbered(key, 17);
      case F7 -> numbered(key, 18);
      case F8 -> numbered(key, 19);
      case F9 -> numbered(key, 20);
      case F10 -> numbered(key, 21);
      case F11 -> numbered(key, 23);
      case F12 -> numbered(key, 24);
      case UNKNOWN -> "";
    };
  }

  private static String character(Key key) {
    int codePoint = key.codePoint();
    return Character.toString(!key.ctrl() ? codePoint : codePoint == '?' ? 0x7f : codePoint & 0x1f);
  }

  /// The modifier parameter of xterm: 1 plus Shift 1, Alt 2, Ctrl 4.
  private static int modifiers(Key key) {
    return 1 + (key.shift() ? 1 : 0) + (key.alt() ? 2 : 0) + (key.ctrl() ? 4 : 0);
  }

  private static String cursor(Key key, InputModes inputModes, char last) {
    int modifiers = modifiers(key);
    return modifiers > 1
        ? "\033[1;" + modifiers + last
        : (inputModes.applicationCursorKeys() ? "\033O" : "\033[") + last;
  }

  private static String function(Key key, char last) {
    int modifiers = modifiers(key);
    return modifiers > 1 ? "\033[1;" + modifiers + last : "\033O" + last;
  }

  private static String numbered(Key key, int number) {
    int modifiers = modifiers(key);
    return "\033[" + number + (modifiers > 1 ? ";" + modifiers : "") + "~";
  }

  /// Encodes a paste, bracketed if the program requested it. Escape characters are removed from a
  /// bracketed paste, since they could close the bracket and inject keys.
  static byte[] encodePaste(String text, InputModes inputModes) {
    String lines = text.replace("\r\n", "\r").replace('\n', '\r');
    return utf8(
        inputModes.bracketedPaste() ? PASTE_START + lines.replace("\033", "") + PASTE_END : lines);
  }

  /// Encodes a mouse event at a cell; empty if the program did not request events of this type.
  static byte[] encodeMouse(InputEvent.MouseEvent mouse, int x, int y, InputModes inputModes) {
    if (!isReported(mouse, inputModes.mouseTracking())) {
      return new byte[0];
    }
    boolean released = mouse.type() == InputEvent.MouseEvent.MouseEventType.RELEASE;
    int code =
        code(mouse)
            | (inputModes.mouseTracking() == InputModes.MouseTracking.PRESS
                ? 0
                : mouse.modifiers());
    return switch (inputModes.mouseEncoding()) {
      case SGR -> utf8("\033[<" + code + ";" + (x + 1) + ";" + (y + 1) + (released ? "m" : "M"));
      case BYTES ->
          cells(released ? code | 3 : code, x, y, MAX_BYTE_CELLS, StandardCharsets.ISO_8859_1);
      case UTF8 -> cells(released ? code | 3 : code, x, y, MAX_UTF8_CELLS, StandardCharsets.UTF_8);
    };
  }

  private static byte[] cells(int code, int x, int y, int limit, java.nio.charset.Charset charset) {
    if (x >= limit || y >= limit) {
      return new byte[0];
    }
    return ("\033[M" + (char) (32 + code) + (char) (33 + x) + (char) (33 + y)).getBytes(charset);
  }

  private static boolean isReported(InputEvent.MouseEvent mouse, InputModes.MouseTracking wish) {
    return switch (mouse.type()) {
      case PRESS, WHEEL_UP, WHEEL_DOWN -> wish != InputModes.MouseTracking.NONE;
      case RELEASE -> wish.ordinal() >= InputModes.MouseTracking.BUTTONS.ordinal();
      case DRAG -> wish.ordinal() >= InputModes.MouseTracking.DRAG.ordinal();
      case MOVE -> wish == InputModes.MouseTracking.ALL;
    };
  }

  private static int code(InputEvent.MouseEvent mouse) {
    return switch (mouse.type()) {
      case PRESS, RELEASE -> mouse.button();
      case DRAG, MOVE -> 32 + mouse.button();
      case WHEEL_UP -> 64;
      case WHEEL_DOWN -> 65;
    };
  }
}
