package dev.brummer.app.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Template of the prefix of each line: text with the fields `{name}` and `{time}`.
///
/// @param pieces the template split at `{time}`, with `{name}` still in the pieces
public record PrefixTemplate(List<String> pieces) {
  private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");

  /// The template for `web | `, or for `09:41:03.002 web | `.
  public static PrefixTemplate defaultTemplate(boolean timestamps) {
    return parse(timestamps ? "{time} {name} | " : "{name} | ");
  }

  /// @throws IllegalArgumentException for an unknown field; the message is one sentence
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
                "unknown field " + field.group() + " in the prefix; use {name} and {time}");
      }
    }
    String rest = template.substring(from);
    boolean separated = rest.isEmpty() || Character.isWhitespace(rest.charAt(rest.length() - 1));
    pieces.add(separated && !(rest.isEmpty() && from > 0) ? rest : rest + " ");
    return new PrefixTemplate(List.copyOf(pieces));
  }

  /// The pieces with `{name}` replaced.
  List<String> pieces(String name) {
    return pieces.stream().map(piece -> piece.replace("{name}", name)).toList();
  }
}
