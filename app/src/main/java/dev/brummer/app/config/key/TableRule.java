package dev.brummer.app.config.key;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.tomlj.TomlTable;

/// A condition on several keys of a table. Immutable.
sealed interface TableRule {
  /// Reports violations.
  ///
  /// @param self the key of the table
  void check(TomlTable table, TomlNode self, Problems problems);

  /// Adds the condition to the schema of the table.
  ///
  /// @param all conditions that must all hold
  void writeSchema(ArrayNode all);

  private static boolean has(TomlTable table, String key) {
    return table.contains(List.of(key));
  }

  /// Exactly one of some keys is set.
  ///
  /// @param example a valid value
  record OneOf(List<String> keys, String example) implements TableRule {
    @Override
    public void check(TomlTable table, TomlNode self, Problems problems) {
      if (keys.stream().filter(key -> has(table, key)).count() != 1) {
        self.report(
            problems, "must be one of " + String.join(", ", keys) + ", for example " + example);
      }
    }

    @Override
    public void writeSchema(ArrayNode all) {
      ArrayNode options = all.addObject().putArray("oneOf");
      keys.forEach(key -> options.addObject().putArray("required").add(key));
    }
  }

  /// Two keys are not both set.
  record Exclude(String key, String other) implements TableRule {
    @Override
    public void check(TomlTable table, TomlNode self, Problems problems) {
      TomlNode node = TomlNode.of(table, key);
      if (node != null && has(table, other)) {
        node.report(problems, "and " + other + " exclude each other");
      }
    }

    @Override
    public void writeSchema(ArrayNode all) {
      all.addObject().putObject("not").putArray("required").add(key).add(other);
    }
  }

  /// A key needs one of some others.
  record Needs(String key, List<String> others) implements TableRule {
    Needs(String key, String other) {
      this(key, List.of(other));
    }

    @Override
    public void check(TomlTable table, TomlNode self, Problems problems) {
      TomlNode node = TomlNode.of(table, key);
      if (node != null && others.stream().noneMatch(other -> TableRule.has(table, other))) {
        node.report(problems, "needs " + String.join(" or ", others));
      }
    }

    @Override
    public void writeSchema(ArrayNode all) {
      ObjectNode needs = all.addObject().putObject("dependentSchemas").putObject(key);
      ArrayNode options = needs.putArray("anyOf");
      others.forEach(other -> options.addObject().putArray("required").add(other));
    }
  }

  /// A condition on the values, which JSON Schema cannot express.
  ///
  /// @param condition reports violations; values of the wrong type were reported before
  record Values(BiConsumer<TomlTable, Problems> condition) implements TableRule {
    @Override
    public void check(TomlTable table, TomlNode self, Problems problems) {
      condition.accept(table, problems);
    }

    @Override
    public void writeSchema(ArrayNode all) {
      Objects.requireNonNull(all); // no condition
    }
  }
}
