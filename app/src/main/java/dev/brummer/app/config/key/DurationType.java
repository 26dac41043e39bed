package dev.brummer.app.config.key;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.engine.text.VisibleText;
import java.util.Locale;

/// A duration: a string such as `10s`, or a number of seconds.
///
/// @param zero whether 0 is valid
public record DurationType(boolean zero) implements KeyType {
  private static final int MAX = 999_999_999;
  private static final String NUMBER = "[0-9]{1,9}";
  private static final String POSITIVE = "0*[1-9][0-9]*";

  @Override
  public String noun() {
    return "a duration such as \"10s\", \"500ms\" or \"2m\"";
  }

  @Override
  public String label() {
    return "duration";
  }

  @Override
  public boolean accepts(Object value) {
    return value instanceof String || value instanceof Long;
  }

  @Override
  public void check(TomlNode node, Problems problems) {
    String text = node.value().toString();
    try {
      if (Durations.parse(text).isZero() && !zero) {
        node.report(problems, "must be longer than 0");
      }
    } catch (IllegalArgumentException invalid) {
      node.report(problems, "must be " + noun() + ", not " + VisibleText.quoted(text));
    }
  }

  @Override
  public void writeSchema(ObjectNode schema) {
    ArrayNode options = schema.putArray("anyOf");
    String lookahead = zero ? "" : "(?=" + POSITIVE + ")";
    options
        .addObject()
        .put("type", "string")
        .put("pattern", String.format(Locale.ROOT, "^%s%s(ms|s|m|h)?$", lookahead, NUMBER));
    options.addObject().put("type", "integer").put("minimum", zero ? 0 : 1).put("maximum", MAX);
  }
}
