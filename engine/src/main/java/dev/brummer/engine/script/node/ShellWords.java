package dev.brummer.engine.script.node;

import java.util.ArrayList;
import java.util.List;

/// Splits a command line into words as a POSIX shell does, as far as it is one simple command.
/// Pure.
final class ShellWords {
  private static final String OPERATORS = ";|&<>()`\n\r#";

  private ShellWords() {}

  /// The words without their quotes; empty if the line is not one simple command: it contains
  /// operators, unquoted variables or an open quote. Variables in quotes stay as they are.
  static List<String> of(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\'' || c == '"') {
        int end = closing(line, i);
        if (end < 0) {
          return List.of();
        }
        word.append(unescaped(line.substring(i + 1, end), c));
        inWord = true;
        i = end;
      } else if (c == '\\' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
        inWord = true;
      } else if (c == ' ' || c == '\t') {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else if (c == '$' || OPERATORS.indexOf(c) >= 0) {
        return List.of();
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  private static int closing(String line, int start) {
    char quote = line.charAt(start);
    for (int i = start + 1; i < line.length(); i++) {
      if (quote == '"' && line.charAt(i) == '\\') {
        i++;
      } else if (line.charAt(i) == quote) {
        return i;
      }
    }
    return -1;
  }

  private static String unescaped(String text, char quote) {
    return quote == '"' ? text.replaceAll("\\\\([\"\\\\$`])", "$1") : text;
  }
}
