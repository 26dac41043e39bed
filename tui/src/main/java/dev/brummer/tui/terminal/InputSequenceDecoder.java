package dev.brummer.tui.terminal;

import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.input.CharacterPattern;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.input.MouseAction;
import com.googlecode.lanterna.input.MouseActionType;
import java.util.List;

/// Decodes all terminal input sequences in one Lanterna pattern: cursor and function keys with
/// modifiers, SGR mouse reports, bracketed paste, colour reports. Unsupported sequences decode to
/// `Unknown` as a whole, so no part of them is interpreted as typed text.
final class InputSequenceDecoder implements CharacterPattern {
  private static final String PASTE_START = "[200~";
  private static final String PASTE_END = "\033[201~";

  /// Prefix of the dark (1) or light (2) background report, mode 2031.
  private static final String BACKGROUND_REPORT = "?997;";

  private static final int MAX_LENGTH = 64;

  @Override
  public Matching match(List<Character> input) {
    int size = input.size();
    if (input.get(0) != 0x1b) {
      return noMatch();
    }
    if (size == 1) {
      return Matching.NOT_YET;
    }
    char kind = input.get(1);
    if (kind == 'O') {
      return size == 2 ? Matching.NOT_YET : key(cursorKey(input.get(2)), 1);
    }
    if (kind == ']') {
      return controlString(input);
    }
    if (kind != '[') {
      return noMatch();
    }
    if (isPaste(input)) {
      return paste(input);
    }
    char last = input.get(size - 1);
    if (size == 2 || size < MAX_LENGTH && last >= ' ' && last < '@') {
      return Matching.NOT_YET;
    }
    return sequence(text(input, 2, size - 1), last);
  }

  @SuppressWarnings("NullAway") // Lanterna: null is "no match"
  private static Matching noMatch() {
    return null;
  }

  /// Decodes a control string terminated by BEL or ST.
  private static Matching controlString(List<Character> input) {
    int size = input.size();
    char last = input.get(size - 1);
    boolean st = size > 3 && last == '\\' && input.get(size - 2) == 0x1b;
    if (last == 7 || st) {
      return report(ColourQuery.parse(text(input, 2, size - (st ? 2 : 1))));
    }
    return size < MAX_LENGTH ? Matching.NOT_YET : report(new InputEvent.Ignored());
  }

  private static Matching report(InputEvent event) {
    return new Matching(new ReportStroke(event));
  }

  private static boolean isPaste(List<Character> input) {
    if (input.size() < PASTE_START.length() + 1) {
      return false;
    }
    for (int i = 0; i < PASTE_START.length(); i++) {
      if (input.get(i + 1) != PASTE_START.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Matching paste(List<Character> input) {
    int end = input.size() - PASTE_END.length();
    for (int i = 0; i < PASTE_END.length(); i++) {
      if (end <= PASTE_START.length() || input.get(end + i) != PASTE_END.charAt(i)) {
        return Matching.NOT_YET;
      }
    }
    return new Matching(new PasteStroke(text(input, PASTE_START.length() + 1, end)));
  }

  private static Matching sequence(String parameters, char last) {
    if (parameters.startsWith("<") && (last == 'M' || last == 'm')) {
      return mouse(parameters.substring(1).split(";"), last == 'M');
    }
    if (last == 'n' && parameters.startsWith(BACKGROUND_REPORT)) {
      return report(new InputEvent.BackgroundReport(!parameters.endsWith(";2")));
    }
    String[] numbers = parameters.split(";", -1);
    int modifiers = numbers.length > 1 ? number(numbers[1]) : 1;
    if (last == 'Z') {
      return key(KeyType.ReverseTab, 1);
    }
    return key(last == '~' ? numberedKey(number(numbers[0])) : cursorKey(last), modifiers);
  }

  /// @param modifiers xterm encoding: 1 plus shift 1, alt 2, ctrl 4
  private static Matching key(KeyType type, int modifiers) {
    int bits = Math.max(0, modifiers - 1);
    return new Matching(new KeyStroke(type, (bits & 4) != 0, (bits & 2) != 0, (bits & 1) != 0));
  }

  private static Matching mouse(String[] numbers, boolean down) {
    if (numbers.length != 3) {
      return new Matching(new KeyStroke(KeyType.Unknown));
    }
    int code = number(numbers[0]);
    MouseActionType type =
        (code & 64) != 0
            ? (code & 1) == 0 ? MouseActionType.SCROLL_UP : MouseActionType.SCROLL_DOWN
            : (code & 32) != 0
                ? MouseActionType.DRAG
                : down ? MouseActionType.CLICK_DOWN : MouseActionType.CLICK_RELEASE;
    TerminalPosition at =
        new TerminalPosition(
            Math.max(0, number(numbers[1]) - 1), Math.max(0, number(numbers[2]) - 1));
    return new Matching(new MouseAction(type, code, at));
  }

  private static KeyType cursorKey(char last) {
    return switch (last) {
      case 'A' -> KeyType.ArrowUp;
      case 'B' -> KeyType.ArrowDown;
      case 'C' -> KeyType.ArrowRight;
      case 'D' -> KeyType.ArrowLeft;
      case 'H' -> KeyType.Home;
      case 'F' -> KeyType.End;
      case 'P' -> KeyType.F1;
      case 'Q' -> KeyType.F2;
      case 'R' -> KeyType.F3;
      case 'S' -> KeyType.F4;
      case 'M' -> KeyType.Enter;
      default -> KeyType.Unknown;
    };
  }

  private static KeyType numberedKey(int number) {
    return switch (number) {
      case 1, 7 -> KeyType.Home;
      case 2 -> KeyType.Insert;
      case 3 -> KeyType.Delete;
      case 4, 8 -> KeyType.End;
      case 5 -> KeyType.PageUp;
      case 6 -> KeyType.PageDown;
      case 11 -> KeyType.F1;
      case 12 -> KeyType.F2;
      case 13 -> KeyType.F3;
      case 14 -> KeyType.F4;
      case 15 -> KeyType.F5;
      case 17 -> KeyType.F6;
      case 18 -> KeyType.F7;
      case 19 -> KeyType.F8;
      case 20 -> KeyType.F9;
      case 21 -> KeyType.F10;
      case 23 -> KeyType.F11;
      case 24 -> KeyType.F12;
      default -> KeyType.Unknown;
    };
  }

  private static int number(String digits) {
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9' || value > 99_999) {
        return 0;
      }
      value = 10 * value + c - '0';
    }
    return value;
  }

  private static String text(List<Character> input, int from, int to) {
    StringBuilder out = new StringBuilder(Math.max(0, to - from));
    for (int i = from; i < to; i++) {
      out.append(input.get(i).charValue());
    }
    return out.toString();
  }

  /// Carries a terminal report through Lanterna's key queue.
  static final class ReportStroke extends KeyStroke {
    private final InputEvent event;

    ReportStroke(InputEvent event) {
      super(KeyType.Unknown);
      this.event = event;
    }

    InputEvent event() {
      return event;
    }
  }

  /// Carries pasted text through Lanterna's key queue.
  static final class PasteStroke extends KeyStroke {
    private final String text;

    PasteStroke(String text) {
      super(KeyType.Unknown);
      this.text = text;
    }

    String text() {
      return text;
    }
  }
}
