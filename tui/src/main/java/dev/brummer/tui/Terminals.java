package dev.brummer.tui;

import dev.brummer.tui.key.Key;
import java.nio.charset.StandardCharsets;

/// What a terminal sends for a key: for a child that a person types to.
final class Terminals {
  private Terminals() {}

  /// The bytes of a key, none for one that a terminal has no bytes for.
  static byte[] bytes(Key key) {
    String sent =
        switch (key.code()) {
          case CHAR -> character(key);
          case ENTER -> "\r";
          case ESC -> "\033";
          case TAB -> key.shift() ? "\033[Z" : "\t";
          case BACKSPACE -> "\177";
          case DELETE -> "\033[3~";
          case INSERT -> "\033[2~";
          case UP -> "\033[A";
          case DOWN -> "\033[B";
          case RIGHT -> "\033[C";
          case LEFT -> "\033[D";
          case HOME -> "\033[H";
          case END -> "\033[F";
          case PAGE_UP -> "\033[5~";
          case PAGE_DOWN -> "\033[6~";
          case F1 -> "\033OP";
          case F2 -> "\033OQ";
          case F3 -> "\033OR";
          case F4 -> "\033OS";
          case F5 -> "\033[15~";
          case UNKNOWN -> "";
        };
    return sent.getBytes(StandardCharsets.UTF_8);
  }

  private static String character(Key key) {
    int typed = key.ctrl() ? key.codePoint() & 0x1f : key.codePoint();
    return (key.alt() ? "\033" : "") + Character.toString(typed);
  }
}
