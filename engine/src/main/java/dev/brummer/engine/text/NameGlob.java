package dev.brummer.engine.text;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// Globs over names whose parts are separated by colons: `*` matches within a part (`dev:*` matches
/// `dev:css` but not `dev:css:min`), `**` matches anything, `?` matches one character of a part.
public final class NameGlob {
  private NameGlob() {}

  /// The name equal to `pattern`, or all names that match it as a glob, in the given order.
  public static List<String> matching(String pattern, Collection<String> names) {
    if (names.contains(pattern)) {
      return List.of(pattern);
    }
    if (pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) {
      return List.of();
    }
    Pattern regex = Pattern.compile(regex(pattern), Pattern.DOTALL);
    return names.stream().filter(name -> regex.matcher(name).matches()).toList();
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' && glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^:]*");
      } else if (c == '?') {
        regex.append("[^:]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }
}
