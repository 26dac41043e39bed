package dev.brummer.app.project.compose;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keys as process-compose writes them: text with escape sequences such as `\x03` and `\r`.
final class KeyEscapes {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9A-Fa-f]{2}|[rnte\\\\])");

  private KeyEscapes() {}

  static String decode(String keys) {
    return ESCAPE
        .matcher(keys)
        .replaceAll(escape -> Matcher.quoteReplacement(character(escape.group(1))));
  }

  private static String character(String escape) {
    return switch (escape.charAt(0)) {
      case 'r' -> "\r";
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'e' -> "\u001B";
      case 'x' -> String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
      default -> "\\";
    };
  }
}
