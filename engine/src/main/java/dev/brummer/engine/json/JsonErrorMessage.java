package dev.brummer.engine.json;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rewrites Jackson's parse errors for users: what was found and what was expected.
final class JsonErrorMessage {
  private static final Pattern CHARACTER =
      Pattern.compile(
          "Unexpected character \\('(.+?)' \\(code .*?\\)\\):? ?(?:was )?(?:expect(?:ing|ed) )?(.*)",
          Pattern.DOTALL);
  private static final Pattern CONTROL =
      Pattern.compile(
          "(Unexpected|Illegal|Illegal unquoted) character \\(\\(CTRL-CHAR, code (\\d+)\\)\\):? ?(.*)",
          Pattern.DOTALL);
  private static final Pattern CLOSE =
      Pattern.compile("Unexpected close marker '(.)': expected '(.)'.*", Pattern.DOTALL);
  private static final Pattern END =
      Pattern.compile("Unexpected end-of-input.*?(?:for (Object|Array).*|$)", Pattern.DOTALL);
  private static final Pattern WORD =
      Pattern.compile("Unrecognized token '(.*?)'.*", Pattern.DOTALL);

  /// A limit of the parser: its name in Java is of no use to a user.
  private static final Pattern LIMIT =
      Pattern.compile("(.*?) \\((\\d+)\\) exceeds the maximum allowed \\((\\d+).*", Pattern.DOTALL);

  private JsonErrorMessage() {}

  static String of(String message) {
    Matcher character = CHARACTER.matcher(message);
    if (character.matches()) {
      return "unexpected '" + character.group(1) + "', expected " + expected(character.group(2));
    }
    Matcher control = CONTROL.matcher(message);
    if (control.matches()) {
      boolean quoted = control.group(1).endsWith("unquoted");
      return (quoted ? "unclosed string, or" : "unexpected")
          + " control character (code "
          + control.group(2)
          + (quoted ? ") in a string" : "), expected " + expected(control.group(3)));
    }
    Matcher close = CLOSE.matcher(message);
    if (close.matches()) {
      return "unexpected '" + close.group(1) + "', expected '" + close.group(2) + "'";
    }
    Matcher end = END.matcher(message);
    if (end.matches()) {
      String closing = "Array".equals(end.group(1)) ? "']'" : "'}'";
      return "unexpected end of file, expected " + (end.group(1) == null ? "more" : closing);
    }
    Matcher word = WORD.matcher(message);
    if (word.matches()) {
      return "unexpected '" + word.group(1) + "', expected a value (strings need double quotes)";
    }
    Matcher limit = LIMIT.matcher(message);
    if (limit.matches()) {
      String what = limit.group(1).replaceFirst("^Document n", "N").toLowerCase(Locale.ROOT);
      return what + " is " + limit.group(2) + ", the maximum is " + limit.group(3);
    }
    return message.lines().findFirst().orElse("not JSON") + ", expected JSON";
  }

  private static String expected(String jacksonText) {
    if (jacksonText.contains("double-quote")) {
      return "a name in double quotes";
    }
    if (jacksonText.contains("colon")) {
      return "':' between name and value";
    }
    if (jacksonText.contains("comma")) {
      return jacksonText.contains("Array") || jacksonText.contains("ARRAY")
          ? "',' or ']'"
          : "',' or '}'";
    }
    return "a value";
  }
}
