package dev.brummer.app.config.key;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tomlj.TomlTable;

/// The keys that one table of a configuration file may have, in the order of the documentation.
public final class KeyTable {
  private final List<ConfigKey> keys;
  private final List<TableRule> rules;

  KeyTable(List<ConfigKey> keys, List<TableRule> rules) {
    this.keys = List.copyOf(keys);
    this.rules = List.copyOf(rules);
  }

  /// The documented keys.
  public List<ConfigKey> keys() {
    return keys.stream().filter(key -> !key.former()).toList();
  }

  /// A key by its name.
  public Optional<ConfigKey> key(String name) {
    return keys.stream().filter(key -> key.name().equals(name)).findFirst();
  }

  /// Reports all problems of a table.
  ///
  /// @param self the key of the table
  public void check(TomlTable table, TomlNode self, Problems problems) {
    int before = problems.count();
    for (String name : table.keySet()) {
      TomlNode node = Objects.requireNonNull(TomlNode.of(table, name));
      key(name)
          .ifPresentOrElse(
              key -> key.type().checkAny(node, problems), () -> reportUnknown(node, problems));
    }
    if (problems.count() == before) {
      rules.forEach(rule -> rule.check(table, self, problems));
    }
  }

  private void reportUnknown(TomlNode node, Problems problems) {
    List<String> names = keys().stream().map(ConfigKey::name).toList();
    problems.add(
        node.position(),
        "unknown setting "
            + VisibleText.quoted(node.key())
            + ": "
            + Suggestions.hint(node.key(), names));
  }

  /// Writes the JSON Schema of the table.
  void writeSchema(ObjectNode schema) {
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (ConfigKey key : keys) {
      ObjectNode property = properties.putObject(key.name());
      property.put("description", key.description());
      if (key.former()) {
        property.put("deprecated", true);
      }
      key.type().writeSchema(property);
    }
    schema.put("additionalProperties", false);
    ArrayNode conditions = schema.arrayNode();
    rules.forEach(rule -> rule.writeSchema(conditions));
    if (!conditions.isEmpty()) {
      schema.set("allOf", conditions);
    }
  }
}
