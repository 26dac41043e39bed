package dev.brummer.tui.model;

import java.util.Locale;

/// Finds commands by a few letters of them, in order.
public final class FuzzyMatcher {
  private FuzzyMatcher() {}

  /// How well `text` fits what was `typed`; higher is better, negative is not at all. Letters that
  /// begin words and letters in a row count more, early ones a little more.
  public static int score(String text, String typed) {
    String where = text.toLowerCase(Locale.ROOT);
    String what = typed.toLowerCase(Locale.ROOT).replace(" ", "");
    int score = 0;
    int at = -1;
    for (int i = 0; i < what.length(); i++) {
      int found = nextMatch(where, what.charAt(i), at);
      if (found < 0) {
        return -1;
      }
      score += found == at + 1 ? 8 : startsWord(where, found) ? 6 : 1;
      at = found;
    }
    return 100 + score - Math.min(20, where.length() / 8);
  }

  /// The next place of the letter: right here, else at the begin of a word, else anywhere.
  private static int nextMatch(String where, char letter, int after) {
    int first = where.indexOf(letter, after + 1);
    if (first == after + 1) {
      return first;
    }
    for (int i = first; i >= 0; i = where.indexOf(letter, i + 1)) {
      if (startsWord(where, i)) {
        return i;
      }
    }
    return first;
  }

  private static boolean startsWord(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }
}
