package dev.brummer.app.config.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.engine.text.VisibleText;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A string.
///
/// @param pattern regular expression (ECMA 262) of the strings that can be valid; null for any
/// @param values the only valid strings; empty if they cannot be listed
/// @param rule returns the end of a sentence about an invalid string that starts with the key, or
///   null for a valid one
public record TextType(
    String noun,
    String label,
    @Nullable String pattern,
    List<String> values,
    Function<String, @Nullable String> rule)
    implements KeyType {
  /// Any string.
  public static final TextType ANY =
      new TextType("a string in quotes", "string", null, List.of(), _ -> null);

  /// A string that is not blank.
  public static final TextType NOT_BLANK =
      new TextType(
          "a string in quotes",
          "string",
          "\\S",
          List.of(),
          text -> text.isBlank() ? "must not be empty" : null);

  /// One of some words.
  public static TextType choice(List<String> words) {
    return new TextType(
        words.size() == 1 ? "\"" + words.getFirst() + "\"" : "one of " + String.join(", ", words),
        words.stream()
            .map(word -> "`" + word + "`")
            .collect(java.util.stream.Collectors.joining(", ")),
        null,
        words,
        _ -> null);
  }

  /// Strings that match a pattern and a rule.
  static TextType of(
      String label, @Nullable String pattern, Function<String, @Nullable String> rule) {
    return new TextType("a string in quotes", label, pattern, List.of(), rule);
  }

  @Override
  public boolean accepts(Object value) {
    return value instanceof String;
  }

  @Override
  public void check(TomlNode node, Problems problems) {
    String text = (String) node.value();
    String problem = rule.apply(text);
    if (!values.isEmpty() && !values.contains(text)) {
      node.report(problems, "must be " + noun + ", not " + VisibleText.quoted(text));
    } else if (problem != null) {
      node.report(problems, problem);
    } else if (pattern != null && !Pattern.compile(pattern).matcher(text).find()) {
      node.report(problems, "must be " + noun + ", not " + VisibleText.quoted(text));
    }
  }

  @Override
  public void writeSchema(ObjectNode schema) {
    schema.put("type", "string");
    if (pattern != null) {
      schema.put("pattern", pattern);
    }
    if (!values.isEmpty()) {
      values.forEach(schema.putArray("enum")::add);
    }
  }
}
