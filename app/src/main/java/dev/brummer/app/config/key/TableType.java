package dev.brummer.app.config.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.tomlj.TomlTable;

/// A table with known keys.
public record TableType(KeyTable table) implements KeyType {
  @Override
  public String noun() {
    return "a table";
  }

  @Override
  public String label() {
    return "table";
  }

  @Override
  public boolean accepts(Object value) {
    return value instanceof TomlTable;
  }

  @Override
  public void check(TomlNode node, Problems problems) {
    table.check((TomlTable) node.value(), node, problems);
  }

  @Override
  public void writeSchema(ObjectNode schema) {
    table.writeSchema(schema);
  }
}
