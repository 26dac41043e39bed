package dev.brummer.app.config.key;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// `true` or `false`.
public record FlagType() implements KeyType {
  @Override
  public String noun() {
    return "true or false";
  }

  @Override
  public String label() {
    return "boolean";
  }

  @Override
  public boolean accepts(Object value) {
    return value instanceof Boolean;
  }

  @Override
  public void check(TomlNode node, Problems problems) {
    // Every boolean is valid.
  }

  @Override
  public void writeSchema(ObjectNode schema) {
    schema.put("type", "boolean");
  }
}
