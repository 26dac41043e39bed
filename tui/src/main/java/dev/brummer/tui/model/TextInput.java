package dev.brummer.tui.model;

/// One line being typed.
public final class TextInput {
  private static final int MAX_LENGTH = 1000;

  private final StringBuilder text = new StringBuilder();
  private int cursor;

  public TextInput(String start) {
    insert(start);
  }

  public String text() {
    return text.toString();
  }

  /// The part left of the cursor.
  public String beforeCursor() {
    return text.substring(0, cursor);
  }

  /// Puts a text in at the cursor; line ends become blanks, control characters are left out.
  public void insert(String typed) {
    StringBuilder clean = new StringBuilder();
    typed
        .codePoints()
        .map(c -> c == '\n' || c == '\r' || c == '\t' ? ' ' : c)
        .filter(c -> c >= ' ' && c != 0x7f)
        .limit(Math.max(0, MAX_LENGTH - text.length()))
        .forEach(clean::appendCodePoint);
    text.insert(cursor, clean);
    cursor += clean.length();
  }

  public void replace(String all) {
    text.setLength(0);
    cursor = 0;
    insert(all);
  }

  public void backspace() {
    if (cursor > 0) {
      int from = text.offsetByCodePoints(cursor, -1);
      text.delete(from, cursor);
      cursor = from;
    }
  }

  public void delete() {
    if (cursor < text.length()) {
      text.delete(cursor, text.offsetByCodePoints(cursor, 1));
    }
  }

  /// Removes the word left of the cursor.
  public void deleteWord() {
    int from = cursor;
    while (from > 0 && text.charAt(from - 1) == ' ') {
      from--;
    }
    while (from > 0 && text.charAt(from - 1) != ' ') {
      from--;
    }
    text.delete(from, cursor);
    cursor = from;
  }

  public void clear() {
    text.setLength(0);
    cursor = 0;
  }

  public void left() {
    cursor = cursor == 0 ? 0 : text.offsetByCodePoints(cursor, -1);
  }

  public void right() {
    cursor = cursor == text.length() ? cursor : text.offsetByCodePoints(cursor, 1);
  }

  public void home() {
    cursor = 0;
  }

  public void end() {
    cursor = text.length();
  }
}
