package dev.brummer.app.config.key;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/// A value of one of several types, which have different TOML types.
public record AnyOfType(String noun, List<KeyType> options) implements KeyType {
  @Override
  public String label() {
    return options.stream().map(KeyType::label).collect(Collectors.joining(" or "));
  }

  @Override
  public boolean accepts(Object value) {
    return options.stream().anyMatch(option -> option.accepts(value));
  }

  @Override
  public void check(TomlNode node, Problems problems) {
    options.stream()
        .filter(option -> option.accepts(node.value()))
        .findFirst()
        .ifPresent(option -> option.check(node, problems));
  }

  @Override
  public void writeSchema(ObjectNode schema) {
    ArrayNode all = schema.putArray("anyOf");
    options.forEach(option -> option.writeSchema(all.addObject()));
  }
}
