package dev.brummer.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// A value in a file with its place.
///
/// @param key names of the tables and of the key
/// @param value string, number, boolean or a list of them
/// @param line from 1
/// @param column from 1
public record ConfigSetting(List<String> key, Object value, Path file, int line, int column) {
  /// The value as TOML.
  public String text() {
    return text(value);
  }

  /// The key in the dotted form of TOML, such as `process.web.command`.
  public String dottedKey() {
    return dotted(key);
  }

  /// Names in the dotted form of TOML.
  static String dotted(List<String> names) {
    return names.stream().map(ConfigSetting::keyPart).collect(Collectors.joining("."));
  }

  /// All values of a file; tables are listed as their entries.
  static List<ConfigSetting> all(Path file, TomlTable table) {
    List<ConfigSetting> all = new ArrayList<>();
    collect(file, List.of(), table, all);
    return List.copyOf(all);
  }

  private static void collect(
      Path file, List<String> parent, TomlTable table, List<ConfigSetting> into) {
    for (String name : table.keySet()) {
      List<String> key = new ArrayList<>(parent);
      key.add(name);
      Object value = Objects.requireNonNull(table.get(List.of(name)));
      TomlPosition position = table.inputPositionOf(List.of(name));
      if (value instanceof TomlTable inner) {
        collect(file, key, inner, into);
      } else if (position != null) {
        into.add(
            new ConfigSetting(
                List.copyOf(key), plain(value), file, position.line(), position.column()));
      }
    }
  }

  private static String keyPart(String name) {
    return name.matches("[A-Za-z0-9_-]+") ? name : quoted(name);
  }

  /// The value without types of the parser: arrays are lists, dates are strings.
  private static Object plain(Object value) {
    return switch (value) {
      case TomlArray list -> {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
          items.add(plain(list.get(i)));
        }
        yield items;
      }
      case Long _, Boolean _, Double _ -> value;
      default -> value.toString();
    };
  }

  private static String text(Object value) {
    return switch (value) {
      case String text -> quoted(text);
      case List<?> list ->
          list.stream().map(ConfigSetting::text).collect(Collectors.joining(", ", "[", "]"));
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    return "\"" + Toml.tomlEscape(text) + "\"";
  }
}
