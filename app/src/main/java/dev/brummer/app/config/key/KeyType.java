package dev.brummer.app.config.key;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Type of the value of a key: how it is checked, described and expressed in JSON Schema.
/// Immutable.
public sealed interface KeyType
    permits TextType,
        FlagType,
        DurationType,
        NumberType,
        ListType,
        VariablesType,
        TableType,
        NamedTablesType,
        AnyOfType {
  /// What a value must be, such as `a string in quotes`; follows "must be".
  String noun();

  /// Short name for the reference, such as `duration`.
  String label();

  /// Whether a value has the TOML type of this type. Its content may still be invalid.
  boolean accepts(Object value);

  /// Reports the problems of a value that [#accepts] has accepted.
  void check(TomlNode node, Problems problems);

  /// Writes the JSON Schema of the values.
  void writeSchema(ObjectNode schema);

  /// Reports the problems of any value.
  default void checkAny(TomlNode node, Problems problems) {
    if (accepts(node.value())) {
      check(node, problems);
    } else {
      node.report(problems, "must be " + noun());
    }
  }
}
