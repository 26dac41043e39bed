package dev.brummer.app.config.key;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// An integer in a range.
public record NumberType(int min, int max) implements KeyType {
  @Override
  public String noun() {
    return "a number from " + min + " to " + max;
  }

  @Override
  public String label() {
    return "number";
  }

  @Override
  public boolean accepts(Object value) {
    return value instanceof Long;
  }

  @Override
  public void check(TomlNode node, Problems problems) {
    long number = (Long) node.value();
    if (number < min || number > max) {
      node.report(problems, "must be " + noun());
    }
  }

  @Override
  public void writeSchema(ObjectNode schema) {
    schema.put("type", "integer").put("minimum", min).put("maximum", max);
  }
}
