package dev.brummer.tui.model;

import dev.brummer.tui.key.Key;

/// An editable input line. Confined to the thread `tui`.
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

  /// The text left of the cursor.
  public String beforeCursor() {
    return text.substring(0, cursor);
  }

  /// Inserts text at the cursor; line ends become spaces, control characters are removed.
  public void insert(String inserted) {
    StringBuilder clean = new StringBuilder();
    inserted
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

  /// Applies a key: inserts its character or edits with the shell's usual keys.
  ///
  /// @return false if the key does not edit
  public boolean edit(Key key) {
    if (key.isText()) {
      insert(Character.toString(key.codePoint()));
      return true;
    }
    if (key.ctrl() && key.code() == Key.Code.CHAR) {
      return editControl(key.codePoint());
    }
    switch (key.code()) {
      case BACKSPACE -> backspace();
      case DELETE -> delete();
      case LEFT -> left();
      case RIGHT -> right();
      case HOME -> home();
      case END -> end();
      case CHAR, ENTER, ESC, TAB, INSERT, UP, DOWN, PAGE_UP, PAGE_DOWN -> {
        return false;
      }
      case F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12, UNKNOWN -> {
        return false;
      }
    }
    return true;
  }

  private boolean editControl(int letter) {
    switch (letter) {
      case 'a' -> home();
      case 'e' -> end();
      case 'u' -> clear();
      case 'w' -> deleteWord();
      case 'h' -> backspace();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void backspace() {
    if (cursor > 0) {
      int from = text.offsetByCodePoints(cursor, -1);
      text.delete(from, cursor);
      cursor = from;
    }
  }

  private void delete() {
    if (cursor < text.length()) {
      text.delete(cursor, text.offsetByCodePoints(cursor, 1));
    }
  }

  /// Deletes the word left of the cursor.
  private void deleteWord() {
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

  private void clear() {
    text.setLength(0);
    cursor = 0;
  }

  private void left() {
    cursor = cursor == 0 ? 0 : text.offsetByCodePoints(cursor, -1);
  }

  private void right() {
    cursor = cursor == text.length() ? cursor : text.offsetByCodePoints(cursor, 1);
  }

  private void home() {
    cursor = 0;
  }

  private void end() {
    cursor = text.length();
  }
}
