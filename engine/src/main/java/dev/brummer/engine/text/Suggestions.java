package dev.brummer.engine.text;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Finds the names most similar to a mistyped one. Similarity is the number of edits (insertion,
/// deletion, substitution, transposition of neighbours); a prefix and a part between colons count
/// as similar, too. Pure and thread-safe.
public final class Suggestions {
  private static final int MAX_SUGGESTIONS = 3;
  private static final int MAX_LISTED = 12;
  private static final int NO_MATCH = Integer.MAX_VALUE;

  private Suggestions() {}

  /// Hint for an unknown name: the nearest names as a question, or else the valid names.
  public static String hint(String wrong, Collection<String> names) {
    List<String> near = nearest(wrong, names);
    if (!near.isEmpty()) {
      return "did you mean "
          + near.stream().map(VisibleText::named).collect(Collectors.joining(" or "))
          + "?";
    }
    return names.isEmpty() ? "there are none" : "use one of " + list(names);
  }

  /// The names separated by commas; of a long list only the first ones and the number of the rest.
  public static String list(Collection<String> names) {
    String shown =
        names.stream().limit(MAX_LISTED).map(VisibleText::named).collect(Collectors.joining(", "));
    int more = names.size() - MAX_LISTED;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private record Scored(String name, int score) {}

  /// Up to three of `names` that are similar to `wrong`, the most similar first.
  public static List<String> nearest(String wrong, Collection<String> names) {
    String typed = wrong.toLowerCase(Locale.ROOT);
    return names.stream()
        .map(name -> new Scored(name, score(typed, name.toLowerCase(Locale.ROOT))))
        .filter(scored -> scored.score != NO_MATCH)
        .sorted((a, b) -> Integer.compare(a.score(), b.score()))
        .limit(MAX_SUGGESTIONS)
        .map(Scored::name)
        .toList();
  }

  /// Twice the number of edits; a matching part scores between one and two edits.
  private static int score(String typed, String name) {
    int edits = distance(typed, name);
    if (edits <= Math.max(1, typed.length() / 3)) {
      return 2 * edits;
    }
    if (typed.isEmpty()) {
      return NO_MATCH;
    }
    if (name.startsWith(typed) || List.of(name.split(":")).contains(typed)) {
      return 3;
    }
    return typed.length() > 1 && typed.startsWith(name) ? 4 : NO_MATCH;
  }

  /// Restricted Damerau–Levenshtein distance.
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        if (swapped(a, i, b, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
