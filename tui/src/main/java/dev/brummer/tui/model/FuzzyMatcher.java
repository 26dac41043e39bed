package dev.brummer.tui.model;

import java.util.Locale;

/// Fuzzy matching of commands by letters in order.
public final class FuzzyMatcher {
  private FuzzyMatcher() {}

  /// Scores how well `text` matches `typed`: higher is better, negative is no match. Word starts
  /// and consecutive letters score higher, short texts slightly higher.
  public static int score(String text, String typed) {
    String candidate = text.toLowerCase(Locale.ROOT);
    String letters = typed.toLowerCase(Locale.ROOT).replace(" ", "");
    int score = 0;
    int at = -1;
    for (int i = 0; i < letters.length(); i++) {
      int match = nextMatch(candidate, letters.charAt(i), at);
      if (match < 0) {
        return -1;
      }
      score += match == at + 1 ? 8 : startsWord(candidate, match) ? 6 : 1;
      at = match;
    }
    return 100 + score - Math.min(20, candidate.length() / 8);
  }

  /// The next index of the letter: directly after the last match, else at a word start, else
  /// anywhere.
  private static int nextMatch(String candidate, char letter, int after) {
    int first = candidate.indexOf(letter, after + 1);
    if (first == after + 1) {
      return first;
    }
    for (int i = first; i >= 0; i = candidate.indexOf(letter, i + 1)) {
      if (startsWord(candidate, i)) {
        return i;
      }
    }
    return first;
  }

  private static boolean startsWord(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }
}
