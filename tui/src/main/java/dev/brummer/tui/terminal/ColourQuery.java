package dev.brummer.tui.terminal;

import dev.brummer.tui.paint.TerminalColours;

/// The question for a terminal's own colours and its answer: `OSC 11` for the ground, `OSC 4` for
/// each of the sixteen.
final class ColourQuery {
  /// All questions. BEL ends them, which more terminals understand than ST.
  static final String QUESTIONS = questions();

  private ColourQuery() {}

  private static String questions() {
    StringBuilder out = new StringBuilder("\033]11;?\007");
    for (int i = 0; i < TerminalColours.GROUND; i++) {
      out.append("\033]4;").append(i).append(";?\007");
    }
    return out.toString();
  }

  /// Reads `11;rgb:1e1e/1e1e/1e1e`, an answer without its frame.
  static InputEvent of(String answer) {
    int semicolon = answer.lastIndexOf(';');
    int colon = answer.indexOf(':', semicolon);
    if (semicolon < 0 || colon < 0 || !answer.startsWith("rgb", semicolon + 1)) {
      return new InputEvent.Nothing();
    }
    String asked = answer.substring(0, semicolon);
    int place =
        asked.equals("11") ? TerminalColours.GROUND : asked.startsWith("4;") ? index(asked) : -1;
    String[] parts = answer.substring(colon + 1).split("/");
    if (place < 0 || place > TerminalColours.GROUND || parts.length < 3) {
      return new InputEvent.Nothing();
    }
    int colour = 0;
    for (int i = 0; i < 3; i++) {
      int part = part(parts[i]);
      if (part < 0) {
        return new InputEvent.Nothing();
      }
      colour = colour << 8 | part;
    }
    return new InputEvent.Colour(place, colour);
  }

  private static int index(String asked) {
    String digits = asked.substring(2);
    return digits.matches("[0-9]|1[0-5]") ? Integer.parseInt(digits) : -1;
  }

  /// One to four hexadecimal digits as 0 to 255, -1 if they are none.
  private static int part(String digits) {
    if (!digits.matches("[0-9a-fA-F]{1,4}")) {
      return -1;
    }
    int most = (1 << 4 * digits.length()) - 1;
    return Integer.parseInt(digits, 16) * 255 / most;
  }
}
