package dev.brummer.tui.model;

import dev.brummer.engine.log.LogQuery;
import org.jspecify.annotations.Nullable;

/// What a person has typed to narrow the log: `text` keeps lines that have it, `!text` leaves lines
/// out, both may stand together, `/regex/` is a regular expression. Smart case, as in a search.
public final class Filter {
  private static final String SPECIAL = "\\^$.|?*+()[]{}";

  private Filter() {}

  /// The search that finds the wanted lines, null if all are wanted.
  public static LogQuery.@Nullable Search of(String typed) {
    if (typed.length() > 2 && typed.startsWith("/") && typed.endsWith("/")) {
      return new LogQuery.Search(typed.substring(1, typed.length() - 1), true);
    }
    StringBuilder without = new StringBuilder();
    StringBuilder with = new StringBuilder();
    for (String word : typed.strip().split(" +")) {
      if (word.length() > 1 && word.startsWith("!")) {
        without.append("(?!.*").append(literally(word.substring(1))).append(')');
      } else if (!word.equals("!")) {
        with.append(with.isEmpty() ? "" : " ").append(word);
      }
    }
    if (!without.isEmpty()) {
      return new LogQuery.Search("^" + without + ".*" + literally(with.toString()), true);
    }
    return with.isEmpty() ? null : new LogQuery.Search(with.toString(), false);
  }

  /// What is wrong with it in a few words, or null.
  public static @Nullable String problem(String typed) {
    LogQuery.Search search = of(typed);
    return search == null ? null : search.problem();
  }

  private static String literally(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(SPECIAL.indexOf(c) < 0 ? "" : "\\").append(c);
    }
    return out.toString();
  }
}
