package dev.brummer.engine.detect.test;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers before words: the 2 of "1 failed, 2 passed".
final class CountPattern {
  private CountPattern() {}

  /// A pattern whose group 1 is the number right before `word`.
  static Pattern before(String word) {
    return Pattern.compile("(\\d{1,7}) " + word + "\\b");
  }

  /// A pattern whose group 1 is the number right after `word`.
  static Pattern after(String word) {
    return Pattern.compile("\\b" + word + ":? (\\d{1,7})\\b");
  }

  /// The number, or 0 if it is not there.
  static int find(String text, Pattern pattern) {
    Matcher match = pattern.matcher(text);
    return match.find() ? Integer.parseInt(match.group(1)) : 0;
  }
}
