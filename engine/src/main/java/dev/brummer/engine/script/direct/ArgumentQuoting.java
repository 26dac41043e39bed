package dev.brummer.engine.script.direct;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Appends arguments to the line of a script, quoted as its manager does. Pure.
final class ArgumentQuoting {
  private static final Pattern NPM_SPECIAL = Pattern.compile("[\\t\\n\\r \"#$&'()*;<>?\\\\`|~]");
  private static final Pattern BLANK = Pattern.compile("[\"\\s]");
  private static final Pattern QUOTE_OR_BLANK = Pattern.compile("[\"'\\s]");
  private static final Pattern DOUBLE_QUOTED = Pattern.compile("([\"\\\\$`!])");
  private static final Pattern SINGLE_QUOTED = Pattern.compile("(['\\\\])");
  private static final Pattern SHELL_QUOTE_SPECIAL =
      Pattern.compile("([A-Za-z]:)?([#!\"$&'()*,:;<=>?@\\[\\\\\\]^`{|}])");
  private static final Pattern LEADING_PAIRS = Pattern.compile("^(?:'')+(?!$)");

  private static final Pattern SHLEX_UNSAFE = Pattern.compile("[^\\w@%\\-+=:,./]");
  private static final Pattern QUOTES = Pattern.compile("('+)");
  private static final Pattern OUTER_PAIRS = Pattern.compile("^''|''$");

  private ArgumentQuoting() {}

  /// As npm and yarn do, which have the same rules.
  static String npm(String line, List<String> arguments) {
    return append(line, arguments, ArgumentQuoting::escape);
  }

  /// As pnpm 9 does.
  static String shellQuote(String line, List<String> arguments) {
    return append(line, arguments, word -> shellQuote(word));
  }

  /// As pnpm 10 does.
  static String shlex(String line, List<String> arguments) {
    return append(line, arguments, word -> shlex(word));
  }

  private static String append(String line, List<String> arguments, UnaryOperator<String> quoting) {
    StringBuilder all = new StringBuilder(line);
    arguments.forEach(argument -> all.append(' ').append(quoting.apply(argument)));
    return all.toString();
  }

  /// `escape.sh` of `@npmcli/promise-spawn`, `quoteForSh` of `puka`.
  private static String escape(String word) {
    if (word.isEmpty()) {
      return "''";
    }
    if (!NPM_SPECIAL.matcher(word).find()) {
      return word;
    }
    String quoted = "'" + word.replace("'", "'\\''") + "'";
    return LEADING_PAIRS.matcher(quoted).replaceFirst("").replace("\\'''", "\\'");
  }

  /// `quote` of `shell-quote`.
  private static String shellQuote(String word) {
    if (word.isEmpty()) {
      return "''";
    }
    if (BLANK.matcher(word).find() && word.indexOf('\'') < 0) {
      return "'" + SINGLE_QUOTED.matcher(word).replaceAll("\\\\$1") + "'";
    }
    if (QUOTE_OR_BLANK.matcher(word).find()) {
      return '"' + DOUBLE_QUOTED.matcher(word).replaceAll("\\\\$1") + '"';
    }
    return SHELL_QUOTE_SPECIAL
        .matcher(word)
        .replaceAll(it -> (it.group(1) == null ? "" : it.group(1)) + "\\\\\\" + it.group(2));
  }

  /// `quote` of `shlex`.
  private static String shlex(String word) {
    if (word.isEmpty()) {
      return "''";
    }
    if (!SHLEX_UNSAFE.matcher(word).find()) {
      return word;
    }
    String quoted = "'" + QUOTES.matcher(word).replaceAll("'\"$1\"'") + "'";
    return OUTER_PAIRS.matcher(quoted).replaceAll("");
  }
}
