package dev.brummer.tui.interactive;

import dev.brummer.tui.emulator.InputModes;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.terminal.InputEvent;
import java.nio.charset.StandardCharsets;

/// What a terminal sends for a key, a paste or the mouse, as xterm does: for a child that a person
/// types to.
final class KeyEncoder {
  private static final String PASTE = "\033[200~";
  private static final String PASTE_END = "\033[201~";

  /// Columns and rows that fit into a byte, or into the two bytes of a character.
  private static final int BYTE_CELLS = 223;

  private static final int UTF8_CELLS = 2015;

  private KeyEncoder() {}

  /// The bytes of a key, none for one that a terminal has no bytes for.
  static byte[] bytes(Key key, InputModes wishes) {
    return utf8(text(key, wishes));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Key key, InputModes wishes) {
    String alt = key.alt() ? "\033" : "";
    return switch (key.code()) {
      case CHAR -> alt + character(key);
      case ENTER -> alt + (wishes.newLine() ? "\r\n" : "\r");
      case ESC -> alt + "\033";
      case TAB -> key.shift() ? "\033[Z" : alt + "\t";
      case BACKSPACE -> alt + (key.ctrl() ? "\b" : "\177");
      case UP -> cursor(key, wishes, 'A');
      case DOWN -> cursor(key, wishes, 'B');
      case RIGHT -> cursor(key, wishes, 'C');
      case LEFT -> cursor(key, wishes, 'D');
      case HOME -> cursor(key, wishes, 'H');
      case END -> cursor(key, wishes, 'F');
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
    int typed = key.codePoint();
    return Character.toString(!key.ctrl() ? typed : typed == '?' ? 0x7f : typed & 0x1f);
  }

  /// 1 and what is held down.
  private static int modifiers(Key key) {
    return 1 + (key.shift() ? 1 : 0) + (key.alt() ? 2 : 0) + (key.ctrl() ? 4 : 0);
  }

  private static String cursor(Key key, InputModes wishes, char last) {
    int held = modifiers(key);
    return held > 1 ? "\033[1;" + held + last : (wishes.cursorKeys() ? "\033O" : "\033[") + last;
  }

  private static String function(Key key, char last) {
    int held = modifiers(key);
    return held > 1 ? "\033[1;" + held + last : "\033O" + last;
  }

  private static String numbered(Key key, int number) {
    int held = modifiers(key);
    return "\033[" + number + (held > 1 ? ";" + held : "") + "~";
  }

  /// What was pasted, as if typed, or in brackets for a program that wants to know. An escape in
  /// the text could close the bracket and type on: it is left out.
  static byte[] paste(String text, InputModes wishes) {
    String lines = text.replace("\r\n", "\r").replace('\n', '\r');
    return utf8(wishes.paste() ? PASTE + lines.replace("\033", "") + PASTE_END : lines);
  }

  /// What the mouse did at a cell, nothing if the program does not want to know that.
  static byte[] mouse(InputEvent.Mouse mouse, int x, int y, InputModes wishes) {
    if (!wanted(mouse, wishes.mouse())) {
      return new byte[0];
    }
    boolean released = mouse.kind() == InputEvent.Mouse.Kind.RELEASE;
    int code = code(mouse) | (wishes.mouse() == InputModes.Mouse.PRESS ? 0 : mouse.modifiers());
    return switch (wishes.coding()) {
      case SGR -> utf8("\033[<" + code + ";" + (x + 1) + ";" + (y + 1) + (released ? "m" : "M"));
      case BYTES ->
          cells(released ? code | 3 : code, x, y, BYTE_CELLS, StandardCharsets.ISO_8859_1);
      case UTF8 -> cells(released ? code | 3 : code, x, y, UTF8_CELLS, StandardCharsets.UTF_8);
    };
  }

  private static byte[] cells(int code, int x, int y, int most, java.nio.charset.Charset charset) {
    if (x >= most || y >= most) {
      return new byte[0];
    }
    return ("\033[M" + (char) (32 + code) + (char) (33 + x) + (char) (33 + y)).getBytes(charset);
  }

  private static boolean wanted(InputEvent.Mouse mouse, InputModes.Mouse wish) {
    return switch (mouse.kind()) {
      case PRESS, WHEEL_UP, WHEEL_DOWN -> wish != InputModes.Mouse.NONE;
      case RELEASE -> wish.ordinal() >= InputModes.Mouse.BUTTONS.ordinal();
      case DRAG -> wish.ordinal() >= InputModes.Mouse.DRAG.ordinal();
      case MOVE -> wish == InputModes.Mouse.ALL;
    };
  }

  private static int code(InputEvent.Mouse mouse) {
    return switch (mouse.kind()) {
      case PRESS, RELEASE -> mouse.button();
      case DRAG, MOVE -> 32 + mouse.button();
      case WHEEL_UP -> 64;
      case WHEEL_DOWN -> 65;
    };
  }
}
