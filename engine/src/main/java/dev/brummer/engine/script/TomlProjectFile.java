package dev.brummer.engine.script;

import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// A TOML file that belongs to another tool: what is readable counts, and a value of an unexpected
/// type is skipped with a warning. Confined to the discovering thread.
final class TomlProjectFile {
  private final Path path;
  private final TomlTable root;
  private final DiscoveredScriptsBuilder builder;

  private TomlProjectFile(Path path, TomlTable root, DiscoveredScriptsBuilder builder) {
    this.path = path;
    this.root = root;
    this.builder = builder;
  }

  /// Reads a file; null if it does not exist. Of a file with a syntax error, the tables before it.
  static @Nullable TomlProjectFile read(Path path, DiscoveredScriptsBuilder builder)
      throws IOException {
    String text = ProjectFileReader.read(path);
    if (text == null) {
      return null;
    }
    TomlParseResult parsed = Toml.parse(text);
    if (parsed.hasErrors()) {
      TomlParseError first = parsed.errors().getFirst();
      TomlPosition at = first.position();
      String sentence = String.valueOf(first.getMessage());
      builder.report(
          path,
          at.line(),
          at.column(),
          Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1));
    }
    return new TomlProjectFile(path, parsed, builder);
  }

  Path path() {
    return path;
  }

  /// A table by the names of its keys from the root; null if it is absent or no table.
  @Nullable TomlTable table(String... keys) {
    TomlTable table = root;
    for (String key : keys) {
      Object value = table.get(List.of(key));
      if (value instanceof TomlTable inner) {
        table = inner;
      } else {
        if (value != null) {
          warn(table, key, "must be a table");
        }
        return null;
      }
    }
    return table;
  }

  /// A string of a table; empty if it is absent or something else.
  static String text(TomlTable table, String key) {
    return table.get(List.of(key)) instanceof String text ? text : "";
  }

  /// The strings of an array of a table; empty if there is none.
  static List<String> texts(TomlTable table, String key) {
    return table.get(List.of(key)) instanceof TomlArray array ? texts(array) : List.of();
  }

  static List<String> texts(TomlArray array) {
    return array.toList().stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }

  /// Line of a key of a table, from 1; 0 if unknown.
  static int line(TomlTable table, String key) {
    TomlPosition position = table.inputPositionOf(List.of(key));
    return position == null ? 0 : position.line();
  }

  void warn(TomlTable table, String key, String what) {
    TomlPosition position = table.inputPositionOf(List.of(key));
    builder.report(
        path,
        position == null ? 0 : position.line(),
        position == null ? 0 : position.column(),
        VisibleText.quoted(key) + " " + what);
  }
}
