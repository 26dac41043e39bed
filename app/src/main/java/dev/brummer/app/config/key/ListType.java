package dev.brummer.app.config.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.tomlj.TomlArray;

/// An array whose elements have one type.
///
/// @param minItems 0 or 1
public record ListType(String noun, KeyType element, int minItems) implements KeyType {
  @Override
  public String label() {
    return "list of " + element.label() + "s";
  }

  @Override
  public boolean accepts(Object value) {
    return value instanceof TomlArray;
  }

  @Override
  public void check(TomlNode node, Problems problems) {
    TomlArray list = (TomlArray) node.value();
    if (list.size() < minItems) {
      node.report(problems, "must not be an empty list");
    }
    for (int i = 0; i < list.size(); i++) {
      if (!element.accepts(list.get(i))) {
        node.report(problems, "must be " + noun);
        return;
      }
      element.check(node.element(list.get(i)), problems);
    }
  }

  @Override
  public void writeSchema(ObjectNode schema) {
    schema.put("type", "array");
    if (minItems > 0) {
      schema.put("minItems", minItems);
    }
    element.writeSchema(schema.putObject("items"));
  }
}
