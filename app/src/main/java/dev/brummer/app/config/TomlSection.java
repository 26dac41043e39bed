package dev.brummer.app.config;

import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Typed access to one table of a configuration file.
///
/// Remembers each requested key; [#rejectUnknownKeys] then reports keys that were never requested.
/// All errors name file, line and column.
final class TomlSection {
  private final Path file;
  private final TomlTable table;
  private final SequencedSet<String> requestedKeys = new LinkedHashSet<>();

  TomlSection(Path file, TomlTable table) {
    this.file = file;
    this.table = table;
  }

  Path file() {
    return file;
  }

  Set<String> keys() {
    return table.keySet();
  }

  int line(String key) {
    TomlPosition position = position(key);
    return position == null ? 0 : position.line();
  }

  @Nullable String text(String key) {
    return switch (value(key)) {
      case null -> null;
      case String text -> text;
      default -> throw invalid(key, "must be a string in quotes");
    };
  }

  @Nullable Boolean flag(String key) {
    return switch (value(key)) {
      case null -> null;
      case Boolean flag -> flag;
      default -> throw invalid(key, "must be true or false");
    };
  }

  @Nullable Integer number(String key, int min, int max) {
    return switch (value(key)) {
      case null -> null;
      case Long number when number >= min && number <= max -> number.intValue();
      default -> throw invalid(key, "must be a number from " + min + " to " + max);
    };
  }

  @Nullable Duration duration(String key) {
    Object value = value(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String || value instanceof Long)) {
      throw invalid(key, "must be a duration such as \"10s\", \"500ms\" or \"2m\"");
    }
    try {
      return Durations.parse(value.toString());
    } catch (IllegalArgumentException invalid) {
      throw new ConfigException(location(key) + key + ": " + invalid.getMessage());
    }
  }

  /// A string that must be one of the options.
  @Nullable String choice(String key, List<String> options) {
    String text = text(key);
    if (text != null && !options.contains(text)) {
      throw invalid(
          key,
          "must be one of " + String.join(", ", options) + ", not " + VisibleText.quoted(text));
    }
    return text;
  }

  /// A string or a list of strings.
  @Nullable List<String> texts(String key) {
    return switch (value(key)) {
      case null -> null;
      case String text -> List.of(text);
      case TomlArray list -> list(list, key, String.class, "must be a string or a list of strings");
      default -> throw invalid(key, "must be a string or a list of strings");
    };
  }

  /// A shell command, or a program with its arguments.
  @Nullable List<String> command(String key) {
    return switch (value(key)) {
      case null -> null;
      case String line when !line.isBlank() -> List.of("sh", "-c", line);
      case TomlArray list when !list.isEmpty() ->
          list(list, key, String.class, "must be a shell command or a list of strings");
      default -> throw invalid(key, "must be a shell command or a list of strings");
    };
  }

  /// A number or a list of numbers.
  @Nullable List<Integer> numbers(String key, int min, int max) {
    String problem = "must be a number or a list of numbers from " + min + " to " + max;
    List<Long> numbers =
        switch (value(key)) {
          case null -> null;
          case Long one -> List.of(one);
          case TomlArray list -> list(list, key, Long.class, problem);
          default -> throw invalid(key, problem);
        };
    if (numbers == null) {
      return null;
    }
    if (numbers.stream().anyMatch(number -> number < min || number > max)) {
      throw invalid(key, problem);
    }
    return numbers.stream().map(Long::intValue).toList();
  }

  /// A table of strings; numbers and booleans are converted to strings.
  Map<String, String> variables(String key) {
    TomlSection section = section(key);
    Map<String, String> all = new LinkedHashMap<>();
    if (section != null) {
      for (String name : section.keys()) {
        switch (section.value(name)) {
          case String text -> all.put(name, text);
          case Long number -> all.put(name, number.toString());
          case Boolean flag -> all.put(name, flag.toString());
          case null, default ->
              throw section.invalid(name, "must be a string, a number or a boolean");
        }
      }
    }
    return all;
  }

  @Nullable TomlSection section(String key) {
    return switch (value(key)) {
      case null -> null;
      case TomlTable inner -> new TomlSection(file, inner);
      default -> throw invalid(key, "must be a table");
    };
  }

  boolean isText(String key) {
    return value(key) instanceof String;
  }

  boolean isFlag(String key) {
    return value(key) instanceof Boolean;
  }

  boolean isTable(String key) {
    return value(key) instanceof TomlTable;
  }

  boolean has(String key) {
    return value(key) != null;
  }

  /// Checks that all keys of the table have been requested.
  ///
  /// @throws ConfigException for the first key that has not
  void rejectUnknownKeys() {
    for (String key : table.keySet()) {
      if (!requestedKeys.contains(key)) {
        String hint = Suggestions.hint(key, requestedKeys);
        throw new ConfigException(
            location(key) + "unknown setting " + VisibleText.quoted(key) + ": " + hint);
      }
    }
  }

  /// An exception with the place and name of a key.
  ///
  /// @param problem end of the sentence that starts with the key
  ConfigException invalid(String key, String problem) {
    return new ConfigException(location(key) + VisibleText.named(key) + " " + problem);
  }

  /// The place of a key as `file:line:column: `.
  String location(String key) {
    return location(file, position(key));
  }

  static String location(Path file, @Nullable TomlPosition position) {
    return position == null
        ? file + ": "
        : file + ":" + position.line() + ":" + position.column() + ": ";
  }

  private @Nullable TomlPosition position(String key) {
    return table.inputPositionOf(List.of(key));
  }

  private @Nullable Object value(String key) {
    requestedKeys.add(key);
    return table.get(List.of(key));
  }

  private <T> List<T> list(TomlArray list, String key, Class<T> type, String problem) {
    List<T> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (!type.isInstance(list.get(i))) {
        throw invalid(key, problem);
      }
      all.add(type.cast(list.get(i)));
    }
    return all;
  }
}
