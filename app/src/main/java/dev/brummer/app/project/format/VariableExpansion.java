package dev.brummer.app.project.format;

import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Expands references to variables in a text as a shell does: `$X`, `${X}`, `${X:-default}`,
/// `${X:+other}`, `${X#prefix}`, `${X%suffix}`, `${X/old/new}`, `${X^^}`, `${X:1:2}`, `${#X}`. `$$`
/// is a dollar sign. What is no reference, such as `$(date)` and `$1`, stays, and so does `$X` if X
/// is not set: a variable of the shell that runs the text. Bounded; confined to one thread.
public final class VariableExpansion {
  /// Maximum length of the result in characters.
  public static final int MAX_LENGTH = 8 << 20;

  private static final int MAX_DEPTH = 20;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern OPERATOR =
      Pattern.compile(":-|:=|:\\+|:\\?|-|=|\\+|\\?|%%|%|##|#|//|/|\\^\\^|\\^|,,|,|:");
  private static final Pattern SLICE = Pattern.compile("([0-9]{1,9})(?::([0-9]{1,9}))?");

  /// A text that becomes too long.
  public static final class TooLongException extends Exception {
    private static final long serialVersionUID = 1L;

    TooLongException() {
      super("more than " + (MAX_LENGTH >> 20) + " million characters after the expansion", null);
    }
  }

  private final Map<String, String> variables;

  /// @param variables values by name
  public VariableExpansion(Map<String, String> variables) {
    this.variables = variables;
  }

  /// The expanded text.
  public String expand(String text) throws TooLongException {
    return expand(text, 0);
  }

  private String expand(String text, int depth) throws TooLongException {
    int dollar = text.indexOf('$');
    if (dollar < 0 || depth > MAX_DEPTH) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length() + 64);
    int at = 0;
    while (dollar >= 0) {
      result.append(text, at, dollar);
      at = reference(text, dollar, result, depth);
      if (result.length() > MAX_LENGTH) {
        throw new TooLongException();
      }
      dollar = text.indexOf('$', at);
    }
    return result.append(text, at, text.length()).toString();
  }

  /// Appends the value of the reference at a dollar sign.
  ///
  /// @return index behind the reference
  private int reference(String text, int dollar, StringBuilder result, int depth)
      throws TooLongException {
    int next = dollar + 1;
    if (next < text.length() && text.charAt(next) == '$') {
      result.append('$');
      return next + 1;
    }
    if (next < text.length() && text.charAt(next) == '{') {
      int end = closing(text, next);
      String value = end < 0 ? null : braced(text.substring(next + 1, end), depth);
      if (value != null) {
        result.append(value);
        return end + 1;
      }
    }
    Matcher name = NAME.matcher(text).region(next, text.length());
    if (name.lookingAt()) {
      String value = variables.get(name.group());
      result.append(value == null ? "$" + name.group() : value);
      return name.end();
    }
    result.append('$');
    return next;
  }

  /// The index of the brace that closes the one at `open`; -1 if the line has none.
  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length() && text.charAt(i) != '\n'; i++) {
      char c = text.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /// The value of an expression in braces; null if it is none.
  private @Nullable String braced(String expression, int depth) throws TooLongException {
    if (expression.startsWith("#") && NAME.matcher(expression.substring(1)).matches()) {
      String value = orEmpty(variables.get(expression.substring(1)));
      return Integer.toString(value.codePointCount(0, value.length()));
    }
    Matcher name = NAME.matcher(expression);
    if (!name.lookingAt()) {
      return null;
    }
    String value = variables.get(name.group());
    if (name.end() == expression.length()) {
      return orEmpty(value);
    }
    Matcher operator = OPERATOR.matcher(expression).region(name.end(), expression.length());
    if (!operator.lookingAt()) {
      return null;
    }
    String argument = expression.substring(operator.end());
    return applied(operator.group(), value, argument, depth);
  }

  private @Nullable String applied(
      String operator, @Nullable String value, String argument, int depth) throws TooLongException {
    boolean empty = value == null || value.isEmpty();
    String set = orEmpty(value);
    return switch (operator) {
      case ":-", ":=", ":?" -> empty ? expand(argument, depth + 1) : set;
      case "-", "=", "?" -> value == null ? expand(argument, depth + 1) : set;
      case ":+" -> empty ? "" : expand(argument, depth + 1);
      case "+" -> value == null ? "" : expand(argument, depth + 1);
      case "%", "%%" -> withoutSuffix(set, argument, operator.length() == 2);
      case "#", "##" -> withoutPrefix(set, argument, operator.length() == 2);
      case "/", "//" -> replaced(set, argument, operator.length() == 2);
      case "^^" -> set.toUpperCase(Locale.ROOT);
      case ",," -> set.toLowerCase(Locale.ROOT);
      case "^" -> first(set, first -> first.toUpperCase(Locale.ROOT));
      case "," -> first(set, first -> first.toLowerCase(Locale.ROOT));
      default -> slice(set, argument);
    };
  }

  private static String first(String value, UnaryOperator<String> change) {
    return value.isEmpty() ? "" : change.apply(value.substring(0, 1)) + value.substring(1);
  }

  private static @Nullable String slice(String value, String argument) {
    Matcher slice = SLICE.matcher(argument.strip());
    if (!slice.matches()) {
      return null;
    }
    int from = Math.min(Integer.parseInt(slice.group(1)), value.length());
    int length = slice.group(2) == null ? value.length() - from : Integer.parseInt(slice.group(2));
    return value.substring(from, Math.min(from + length, value.length()));
  }

  /// The value without a matching suffix. The value comes from the environment, which bounds it.
  private static String withoutSuffix(String value, String glob, boolean longest) {
    Pattern pattern = glob(glob);
    for (int i = 0; i <= value.length(); i++) {
      int start = longest ? i : value.length() - i;
      if (pattern.matcher(value.substring(start)).matches()) {
        return value.substring(0, start);
      }
    }
    return value;
  }

  private static String withoutPrefix(String value, String glob, boolean longest) {
    Pattern pattern = glob(glob);
    for (int i = 0; i <= value.length(); i++) {
      int end = longest ? value.length() - i : i;
      if (pattern.matcher(value.substring(0, end)).matches()) {
        return value.substring(end);
      }
    }
    return value;
  }

  private static String replaced(String value, String argument, boolean all) {
    int slash = argument.indexOf('/');
    String old = slash < 0 ? argument : argument.substring(0, slash);
    String other = slash < 0 ? "" : argument.substring(slash + 1);
    if (old.isEmpty()) {
      return value;
    }
    int at = value.indexOf(old);
    return all || at < 0
        ? value.replace(old, other)
        : value.substring(0, at) + other + value.substring(at + old.length());
  }

  /// A shell pattern with `*` and `?`.
  private static Pattern glob(String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
