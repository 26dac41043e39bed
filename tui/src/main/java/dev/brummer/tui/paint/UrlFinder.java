package dev.brummer.tui.paint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the URL at a position in a text.
final class UrlFinder {
  private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"'`\\u2502\u2026]+");
  private static final String TRAILING_PUNCTUATION = ".,;:!?)]}'";

  private UrlFinder() {}

  /// @param offset in UTF-16 units
  static @Nullable String findAt(String text, int offset) {
    Matcher found = URL.matcher(text);
    while (found.find()) {
      int end = found.end();
      while (TRAILING_PUNCTUATION.indexOf(text.charAt(end - 1)) >= 0
          && !closesOwnBracket(text, found.start(), end)) {
        end--;
      }
      if (offset >= found.start() && offset < end) {
        return text.substring(found.start(), end);
      }
    }
    return null;
  }

  /// Whether the last character closes a bracket opened inside the URL.
  private static boolean closesOwnBracket(String text, int from, int end) {
    char last = text.charAt(end - 1);
    int opened = text.indexOf(last == ')' ? '(' : last == ']' ? '[' : '{', from);
    return (last == ')' || last == ']' || last == '}') && opened >= 0 && opened < end;
  }
}
