package dev.brummer.app.mcp.protocol;

/// Makes text of clients safe to show: one line of bounded length without control characters.
final class Texts {
  private static final int MAX_LENGTH = 80;

  private Texts() {}

  static String singleLine(String text) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
    text.codePoints()
        .limit(MAX_LENGTH)
        .forEach(point -> line.appendCodePoint(isPrintable(point) ? point : ' '));
    return line.toString().strip();
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
