package dev.brummer.engine.detect.test;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Patterns for a number next to a word: the 2 of "1 failed, 2 passed".
final class CountPattern {
  private CountPattern() {}

  /// Matches the number directly before `word`, as group 1.
  static Pattern before(String word) {
    return Pattern.compile("(\\d{1,7}) " + word + "\\b");
  }

  /// Matches the number directly after `word`, as group 1.
  static Pattern after(String word) {
    return Pattern.compile("\\b" + word + ":? (\\d{1,7})\\b");
  }

  /// The matched number, or 0 if the text has none.
  static int find(String text, Pattern pattern) {
    Matcher match = pattern.matcher(text);
    return match.find() ? Integer.parseInt(match.group(1)) : 0;
  }
}
