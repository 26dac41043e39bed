package dev.brummer.app.config.key;

import dev.brummer.engine.text.VisibleText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// A key of a parsed file with its value.
///
/// @param value string, number, boolean, date, array or table
/// @param position of the key; null for the file itself
public record TomlNode(String key, Object value, @Nullable TomlPosition position) {
  /// A key of a table; null if the table does not have it.
  public static @Nullable TomlNode of(TomlTable table, String key) {
    List<String> path = List.of(key);
    Object value = table.get(path);
    return value == null ? null : new TomlNode(key, value, table.inputPositionOf(path));
  }

  /// The same key with one element of its array.
  TomlNode element(Object element) {
    return new TomlNode(key, element, position);
  }

  /// Adds a problem.
  ///
  /// @param rest end of the sentence that starts with the key
  void report(Problems problems, String rest) {
    problems.add(position, VisibleText.named(key) + " " + rest);
  }
}
