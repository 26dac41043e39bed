package dev.brummer.tui.terminal;

import dev.brummer.tui.paint.TerminalColours;

/// Queries for the terminal's own colours and the parser for their responses: `OSC 11` for the
/// background, `OSC 4` for each of the sixteen basic colours.
final class ColourQuery {
  /// All queries, terminated by BEL because more terminals accept it than ST.
  static final String QUERIES = queries();

  private ColourQuery() {}

  private static String queries() {
    StringBuilder out = new StringBuilder("\033]11;?\007");
    for (int i = 0; i < TerminalColours.BACKGROUND; i++) {
      out.append("\033]4;").append(i).append(";?\007");
    }
    return out.toString();
  }

  /// Parses a response without its OSC introducer and terminator, such as `11;rgb:1e1e/1e1e/1e1e`.
  static InputEvent parse(String response) {
    int semicolon = response.lastIndexOf(';');
    int colon = response.indexOf(':', semicolon);
    if (semicolon < 0 || colon < 0 || !response.startsWith("rgb", semicolon + 1)) {
      return new InputEvent.Ignored();
    }
    String query = response.substring(0, semicolon);
    int index =
        query.equals("11")
            ? TerminalColours.BACKGROUND
            : query.startsWith("4;") ? index(query) : -1;
    String[] parts = response.substring(colon + 1).split("/");
    if (index < 0 || index > TerminalColours.BACKGROUND || parts.length < 3) {
      return new InputEvent.Ignored();
    }
    int colour = 0;
    for (int i = 0; i < 3; i++) {
      int part = part(parts[i]);
      if (part < 0) {
        return new InputEvent.Ignored();
      }
      colour = colour << 8 | part;
    }
    return new InputEvent.ColourReport(index, colour);
  }

  private static int index(String query) {
    String digits = query.substring(2);
    return digits.matches("[0-9]|1[0-5]") ? Integer.parseInt(digits) : -1;
  }

  /// Scales one to four hexadecimal digits to 0..255; -1 when malformed.
  private static int part(String digits) {
    if (!digits.matches("[0-9a-fA-F]{1,4}")) {
      return -1;
    }
    int max = (1 << 4 * digits.length()) - 1;
    return Integer.parseInt(digits, 16) * 255 / max;
  }
}
