package dev.brummer.app.config;

import dev.brummer.engine.script.Scripts;
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

/// One table of a configuration file. Its keys are asked for by name and type; a key that nobody
/// has asked for by the time of [#rejectUnknownKeys] is one that there is not. Every complaint
/// names file, line and column.
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
      default -> throw invalid(key, "is a text, in quotes");
    };
  }

  @Nullable Boolean flag(String key) {
    return switch (value(key)) {
      case null -> null;
      case Boolean flag -> flag;
      default -> throw invalid(key, "is true or false");
    };
  }

  @Nullable Integer number(String key, int least, int most) {
    return switch (value(key)) {
      case null -> null;
      case Long number when number >= least && number <= most -> number.intValue();
      default -> throw invalid(key, "is a number from " + least + " to " + most);
    };
  }

  @Nullable Duration duration(String key) {
    Object value = value(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String || value instanceof Long)) {
      throw invalid(key, "is a duration: write \"10s\", \"500ms\" or \"2m\"");
    }
    try {
      return Durations.parse(value.toString());
    } catch (IllegalArgumentException none) {
      throw invalid(key, "is " + none.getMessage());
    }
  }

  /// One of the words, in small letters.
  @Nullable String choice(String key, List<String> words) {
    String text = text(key);
    if (text != null && !words.contains(text)) {
      throw invalid(key, "is one of " + String.join(", ", words) + ", not \"" + text + "\"");
    }
    return text;
  }

  /// A text, or a list of texts.
  @Nullable List<String> texts(String key) {
    return switch (value(key)) {
      case null -> null;
      case String text -> List.of(text);
      case TomlArray list -> list(list, key, String.class, "is a text or a list of texts");
      default -> throw invalid(key, "is a text or a list of texts");
    };
  }

  /// A program with its arguments, or a line for the shell.
  @Nullable List<String> command(String key) {
    return switch (value(key)) {
      case null -> null;
      case String line when !line.isBlank() -> List.of("sh", "-c", line);
      case TomlArray list when !list.isEmpty() ->
          list(list, key, String.class, "is a line for the shell, or a list of texts");
      default -> throw invalid(key, "is a line for the shell, or a list of texts");
    };
  }

  /// A number, or a list of numbers.
  @Nullable List<Integer> numbers(String key, int least, int most) {
    String form = "is a number, or a list of numbers, from " + least + " to " + most;
    List<Long> numbers =
        switch (value(key)) {
          case null -> null;
          case Long one -> List.of(one);
          case TomlArray list -> list(list, key, Long.class, form);
          default -> throw invalid(key, form);
        };
    if (numbers == null) {
      return null;
    }
    if (numbers.stream().anyMatch(number -> number < least || number > most)) {
      throw invalid(key, form);
    }
    return numbers.stream().map(Long::intValue).toList();
  }

  /// A table of texts; numbers and truth values are taken as they are written.
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
              throw section.invalid(name, "is a text, a number, or true or false");
        }
      }
    }
    return all;
  }

  @Nullable TomlSection section(String key) {
    return switch (value(key)) {
      case null -> null;
      case TomlTable inner -> new TomlSection(file, inner);
      default -> throw invalid(key, "is a table");
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

  /// Every key has been asked for.
  ///
  /// @throws ConfigException if there are others
  void rejectUnknownKeys() {
    for (String key : table.keySet()) {
      if (!requestedKeys.contains(key)) {
        List<String> near = Scripts.nearest(key, requestedKeys);
        String hint =
            near.isEmpty()
                ? "there are " + String.join(", ", requestedKeys)
                : "did you mean " + String.join(" or ", near) + "?";
        throw new ConfigException(location(key) + "no setting is called \"" + key + "\": " + hint);
      }
    }
  }

  /// @param form what it should be, as the rest of a sentence that begins with the key
  ConfigException invalid(String key, String form) {
    return new ConfigException(location(key) + key + " " + form);
  }

  /// `file:line:column: `
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

  private <T> List<T> list(TomlArray list, String key, Class<T> type, String form) {
    List<T> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (!type.isInstance(list.get(i))) {
        throw invalid(key, form);
      }
      all.add(type.cast(list.get(i)));
    }
    return all;
  }
}
