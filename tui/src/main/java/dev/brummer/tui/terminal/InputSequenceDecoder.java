package dev.brummer.tui.terminal;

import com.googlecode.lanterna.input.CharacterPattern;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.terminal.InputEvent.MouseEvent;
import dev.brummer.tui.terminal.InputEvent.MouseEvent.MouseEventType;
import java.util.List;

/// Decodes everything a terminal sends: characters, control characters, cursor and function keys
/// with modifiers, SGR mouse reports, bracketed paste, colour reports. An unknown sequence is
/// consumed whole as [InputEvent.Ignored], so that no part of it counts as typed text.
///
/// The only pattern of Lanterna's decoder, which contributes the lookahead: a lone ESC is a key as
/// soon as no more input is ready. Pure.
final class InputSequenceDecoder implements CharacterPattern {
  private static final char ESC = 0x1b;
  private static final char BEL = 7;
  private static final char DEL = 0x7f;
  private static final String PASTE_START = "[200~";
  private static final String PASTE_END = "\033[201~";

  /// Report of mode 2031: the background is dark (1) or light (2) now.
  private static final String BACKGROUND_REPORT = "?997;";

  private static final int MAX_LENGTH = 64;

  /// `ESC [ M` and three bytes, sent by terminals without SGR mouse reports.
  private static final int LEGACY_MOUSE_LENGTH = 6;

  @Override
  public Matching match(List<Character> input) {
    return input.get(0) == ESC ? escape(input) : character(input);
  }

  @SuppressWarnings("NullAway") // Lanterna: null is "no match"
  private static Matching noMatch() {
    return null;
  }

  private static Matching event(InputEvent event) {
    return new Matching(new Decoded(event));
  }

  private static Matching ignored() {
    return event(new InputEvent.Ignored());
  }

  private static Matching key(Key key) {
    return event(new InputEvent.KeyPressed(key));
  }

  private static Matching key(Key.Code code, boolean alt) {
    return key(Key.of(code).withAlt(alt));
  }

  /// An incomplete sequence of which nothing is typed text even if the rest never arrives.
  private static Matching ignoredOrMore() {
    return new Matching(true, new Decoded(new InputEvent.Ignored()));
  }

  /// A key that is also the start of longer sequences.
  private static Matching keyOrMore(Key key) {
    return new Matching(true, new Decoded(new InputEvent.KeyPressed(key)));
  }

  /// A character, a surrogate pair or a control character.
  private static Matching character(List<Character> input) {
    char first = input.get(0);
    if (input.size() == 2 && Character.isSurrogatePair(first, input.get(1))) {
      return key(Key.character(Character.toCodePoint(first, input.get(1))));
    }
    if (input.size() > 1) {
      return noMatch();
    }
    if (Character.isHighSurrogate(first)) {
      return ignoredOrMore();
    }
    return switch (first) {
      case '\t' -> key(Key.Code.TAB, false);
      case '\n', '\r' -> key(Key.Code.ENTER, false);
      case '\b', DEL -> key(Key.Code.BACKSPACE, false);
      default ->
          first < ' '
              ? key(control(first, false))
              : isPrintable(first) ? key(Key.character(first)) : noMatch();
    };
  }

  private static Key control(char character, boolean alt) {
    int letter =
        switch (character) {
          case 0 -> ' ';
          case 28, 29, 30, 31 -> character + 64;
          default -> character + 96;
        };
    return new Key(Key.Code.CHAR, letter, true, alt, false);
  }

  @SuppressWarnings("ReferenceEquality") // blocks are constants
  private static boolean isPrintable(char character) {
    Character.UnicodeBlock block = Character.UnicodeBlock.of(character);
    return !Character.isISOControl(character)
        && block != null
        && block != Character.UnicodeBlock.SPECIALS;
  }

  private static Matching escape(List<Character> input) {
    int size = input.size();
    if (size == 1) {
      return keyOrMore(Key.of(Key.Code.ESC));
    }
    char second = input.get(1);
    if (second == ESC) {
      return escapedTwice(input.subList(1, size));
    }
    if (size == 2) {
      return escaped(second);
    }
    return switch (second) {
      case 'O' -> singleShift(input);
      case ']' -> controlString(input);
      case '[' -> controlSequence(input);
      default -> size == 3 ? altPair(second, input.get(2)) : noMatch();
    };
  }

  /// Alt and a character beyond the BMP.
  private static Matching altPair(char high, char low) {
    return Character.isSurrogatePair(high, low)
        ? key(Key.character(Character.toCodePoint(high, low)).withAlt(true))
        : noMatch();
  }

  /// A key sequence behind another ESC: the key with Alt.
  private static Matching escapedTwice(List<Character> input) {
    int size = input.size();
    if (size > 1 && input.get(1) != '[' && input.get(1) != 'O') {
      return noMatch();
    }
    if (size < 3) {
      return Matching.NOT_YET;
    }
    Matching inner = escape(input);
    if (inner.fullMatch instanceof Decoded decoded) {
      return decoded.event() instanceof InputEvent.KeyPressed(Key key)
          ? key(key.withAlt(true))
          : noMatch();
    }
    return inner;
  }

  /// Alt and a character.
  private static Matching escaped(char character) {
    if (character == '\b' || character == DEL) {
      return key(Key.Code.BACKSPACE, true);
    }
    if (character < ' ') {
      return key(control(character, true));
    }
    if (Character.isHighSurrogate(character)) {
      return ignoredOrMore();
    }
    Key key = Key.character(character).withAlt(true);
    return switch (character) {
      case 'O', '[', ']' -> keyOrMore(key);
      default -> Character.isISOControl(character) ? noMatch() : key(key);
    };
  }

  /// `ESC O` and a letter. With parameters, as some old terminals send it, it is ignored.
  private static Matching singleShift(List<Character> input) {
    int size = input.size();
    char last = input.get(size - 1);
    if (size < MAX_LENGTH && (last >= '0' && last <= '9' || last == ';')) {
      return ignoredOrMore();
    }
    Key.Code code = cursorKey(last);
    return size > 3 || code == Key.Code.UNKNOWN ? ignored() : key(code, false);
  }

  /// A control string up to BEL or ST.
  private static Matching controlString(List<Character> input) {
    int size = input.size();
    char last = input.get(size - 1);
    boolean st = size > 3 && last == '\\' && input.get(size - 2) == ESC;
    if (last == BEL || st) {
      return event(ColourQuery.parse(text(input, 2, size - (st ? 2 : 1))));
    }
    return size < MAX_LENGTH ? Matching.NOT_YET : ignored();
  }

  private static Matching controlSequence(List<Character> input) {
    int size = input.size();
    char last = input.get(size - 1);
    if (isPaste(input)) {
      return paste(input);
    }
    if (input.get(2) == '[') {
      return size == 3 ? ignoredOrMore() : consoleKey(last);
    }
    if (input.get(2) == 'M') {
      return size < LEGACY_MOUSE_LENGTH ? ignoredOrMore() : ignored();
    }
    if (size < MAX_LENGTH && last >= ' ' && last < '@') {
      return Matching.NOT_YET;
    }
    return sequence(text(input, 2, size - 1), last);
  }

  /// `ESC [ [ A` to `ESC [ [ E`: the Linux console's F1 to F5.
  private static Matching consoleKey(char last) {
    return switch (last) {
      case 'A' -> key(Key.Code.F1, false);
      case 'B' -> key(Key.Code.F2, false);
      case 'C' -> key(Key.Code.F3, false);
      case 'D' -> key(Key.Code.F4, false);
      case 'E' -> key(Key.Code.F5, false);
      default -> ignored();
    };
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
    return event(new InputEvent.Paste(text(input, PASTE_START.length() + 1, end)));
  }

  private static Matching sequence(String parameters, char last) {
    if (parameters.startsWith("<") && (last == 'M' || last == 'm')) {
      return mouse(parameters.substring(1).split(";"), last == 'M');
    }
    if (last == 'n' && parameters.startsWith(BACKGROUND_REPORT)) {
      return event(new InputEvent.BackgroundReport(!parameters.endsWith(";2")));
    }
    String[] numbers = parameters.split(";", -1);
    int modifiers = numbers.length > 1 ? number(numbers[1]) : 1;
    if (last == 'Z') {
      return key(new Key(Key.Code.TAB, 0, false, false, true));
    }
    Key.Code code = last == '~' ? numberedKey(number(numbers[0])) : cursorKey(last);
    return code == Key.Code.UNKNOWN ? ignored() : modified(code, modifiers);
  }

  /// @param modifiers as xterm sends them: 1 plus Shift 1, Alt 2, Ctrl 4
  private static Matching modified(Key.Code code, int modifiers) {
    int bits = Math.max(0, modifiers - 1);
    return key(new Key(code, 0, (bits & 4) != 0, (bits & 2) != 0, (bits & 1) != 0));
  }

  private static Matching mouse(String[] numbers, boolean down) {
    if (numbers.length != 3) {
      return ignored();
    }
    int code = number(numbers[0]);
    int button = code & 3;
    boolean wheel = (code & 64) != 0;
    MouseEventType type =
        wheel
            ? (code & 1) == 0 ? MouseEventType.WHEEL_UP : MouseEventType.WHEEL_DOWN
            : (code & 32) != 0
                ? button == InputEvent.NO_BUTTON ? MouseEventType.MOVE : MouseEventType.DRAG
                : down ? MouseEventType.PRESS : MouseEventType.RELEASE;
    int x = Math.max(0, number(numbers[1]) - 1);
    int y = Math.max(0, number(numbers[2]) - 1);
    return event(new MouseEvent(type, x, y, wheel ? InputEvent.NO_BUTTON : button, code & 28));
  }

  private static Key.Code cursorKey(char last) {
    return switch (last) {
      case 'A' -> Key.Code.UP;
      case 'B' -> Key.Code.DOWN;
      case 'C' -> Key.Code.RIGHT;
      case 'D' -> Key.Code.LEFT;
      case 'H' -> Key.Code.HOME;
      case 'F' -> Key.Code.END;
      case 'P' -> Key.Code.F1;
      case 'Q' -> Key.Code.F2;
      case 'R' -> Key.Code.F3;
      case 'S' -> Key.Code.F4;
      case 'M' -> Key.Code.ENTER;
      default -> Key.Code.UNKNOWN;
    };
  }

  private static Key.Code numberedKey(int number) {
    return switch (number) {
      case 1, 7 -> Key.Code.HOME;
      case 2 -> Key.Code.INSERT;
      case 3 -> Key.Code.DELETE;
      case 4, 8 -> Key.Code.END;
      case 5 -> Key.Code.PAGE_UP;
      case 6 -> Key.Code.PAGE_DOWN;
      case 11 -> Key.Code.F1;
      case 12 -> Key.Code.F2;
      case 13 -> Key.Code.F3;
      case 14 -> Key.Code.F4;
      case 15 -> Key.Code.F5;
      case 17 -> Key.Code.F6;
      case 18 -> Key.Code.F7;
      case 19 -> Key.Code.F8;
      case 20 -> Key.Code.F9;
      case 21 -> Key.Code.F10;
      case 23 -> Key.Code.F11;
      case 24 -> Key.Code.F12;
      default -> Key.Code.UNKNOWN;
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

  /// Carries a decoded event through Lanterna's decoder.
  static final class Decoded extends KeyStroke {
    private final InputEvent event;

    Decoded(InputEvent event) {
      super(KeyType.Unknown);
      this.event = event;
    }

    InputEvent event() {
      return event;
    }
  }
}
