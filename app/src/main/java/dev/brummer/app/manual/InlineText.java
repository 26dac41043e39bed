package dev.brummer.app.manual;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Removes the inline marks of Markdown. A link to another site keeps its target.
final class InlineText {
  private static final Pattern MARKED =
      Pattern.compile(
          "`(?<code>[^`]+)`|\\[(?<text>[^\\]]+)\\]\\((?<target>[^)]+)\\)|[*]+(?<strong>[^*]+)[*]+");

  private InlineText() {}

  static String plain(String text) {
    return MARKED.matcher(text).replaceAll(found -> Matcher.quoteReplacement(plain(found)));
  }

  private static String plain(MatchResult found) {
    String code = found.group("code");
    String strong = found.group("strong");
    String target = found.group("target");
    if (target != null) {
      String label = plain(found.group("text"));
      return target.startsWith("http") ? label + " <" + target + ">" : label;
    }
    return code == null ? plain(strong) : code;
  }
}
