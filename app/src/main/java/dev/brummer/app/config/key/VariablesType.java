package dev.brummer.app.config.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.tomlj.TomlTable;

/// Environment variables: a table of strings, numbers and booleans.
public record VariablesType() implements KeyType {
  private static final String VALUE = "must be a string, a number or a boolean";
  private static final String NAME = "^[^=\\u0000]+$";

  @Override
  public String noun() {
    return "a table";
  }

  @Override
  public String label() {
    return "table of variables";
  }

  @Override
  public boolean accepts(Object value) {
    return value instanceof TomlTable;
  }

  @Override
  public void check(TomlNode node, Problems problems) {
    TomlTable table = (TomlTable) node.value();
    for (String name : table.keySet()) {
      TomlNode variable = Objects.requireNonNull(TomlNode.of(table, name));
      if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
        variable.report(problems, "is not a name of a variable: it must not be empty or contain =");
      }
      switch (variable.value()) {
        case String text when text.indexOf('\0') >= 0 ->
            variable.report(problems, "must not contain a NUL character");
        case String _, Long _, Boolean _ -> {}
        case Double _ ->
            variable.report(problems, VALUE + "; put a number with a fraction in quotes");
        default -> variable.report(problems, VALUE);
      }
    }
  }

  @Override
  public void writeSchema(ObjectNode schema) {
    schema.put("type", "object");
    schema.putObject("propertyNames").put("pattern", NAME);
    schema
        .putObject("additionalProperties")
        .putArray("type")
        .add("string")
        .add("integer")
        .add("boolean");
  }
}
