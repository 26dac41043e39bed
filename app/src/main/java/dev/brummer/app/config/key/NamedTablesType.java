package dev.brummer.app.config.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.tomlj.TomlTable;

/// A table whose keys are names that the user chooses, such as names of processes.
///
/// @param required end of a sentence about a value of the wrong type, such as `must be a table, for
///   example [process.web]`
public record NamedTablesType(String label, KeyType element, String required) implements KeyType {
  @Override
  public String noun() {
    return "a table";
  }

  @Override
  public boolean accepts(Object value) {
    return value instanceof TomlTable;
  }

  @Override
  public void check(TomlNode node, Problems problems) {
    TomlTable table = (TomlTable) node.value();
    for (String name : table.keySet()) {
      TomlNode named = Objects.requireNonNull(TomlNode.of(table, name));
      if (name.isBlank()) {
        named.report(problems, "must not be an empty name");
      } else if (element.accepts(named.value())) {
        element.check(named, problems);
      } else {
        named.report(problems, required);
      }
    }
  }

  @Override
  public void writeSchema(ObjectNode schema) {
    schema.put("type", "object");
    schema.putObject("propertyNames").put("pattern", "\\S");
    element.writeSchema(schema.putObject("additionalProperties"));
  }
}
