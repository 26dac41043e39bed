package dev.brummer.app.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands before each line: text around `{name}` and `{time}`.
///
/// @param pieces text with `{name}` still in it; the time belongs between each two
public record PrefixTemplate(List<String> pieces) {
  private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");

  /// `web | `, or `09:41:03.002 web | `.
  public static PrefixTemplate defaultTemplate(boolean timestamps) {
    return parse(timestamps ? "{time} {name} | " : "{name} | ");
  }

  /// @throws IllegalArgumentException naming the unknown field
  public static PrefixTemplate parse(String template) {
    List<String> pieces = new ArrayList<>();
    Matcher field = FIELD.matcher(template);
    int from = 0;
    while (field.find()) {
      switch (field.group(1)) {
        case "time" -> {
          pieces.add(template.substring(from, field.start()));
          from = field.end();
        }
        case "name" -> {}
        default ->
            throw new IllegalArgumentException(
                "unknown field " + field.group() + " in the prefix: there are {name} and {time}");
      }
    }
    String rest = template.substring(from);
    boolean apart = rest.isEmpty() || Character.isWhitespace(rest.charAt(rest.length() - 1));
    pieces.add(apart && !(rest.isEmpty() && from > 0) ? rest : rest + " ");
    return new PrefixTemplate(List.copyOf(pieces));
  }

  List<String> pieces(String name) {
    return pieces.stream().map(piece -> piece.replace("{name}", name)).toList();
  }
}
