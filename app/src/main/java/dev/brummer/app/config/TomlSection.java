package dev.brummer.app.config;

import dev.brummer.app.config.key.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Typed access to one table of a configuration file that has passed the check of
/// [dev.brummer.app.config.key.ConfigKeys]: a value has the type that its key requires.
record TomlSection(TomlTable table) {
  Set<String> keys() {
    return table.keySet();
  }

  boolean has(String key) {
    return table.contains(List.of(key));
  }

  @Nullable TomlPosition position(String key) {
    return table.inputPositionOf(List.of(key));
  }

  int line(String key) {
    TomlPosition position = position(key);
    return position == null ? 0 : position.line();
  }

  @Nullable Object value(String key) {
    return table.get(List.of(key));
  }

  @Nullable String text(String key) {
    return (String) value(key);
  }

  @Nullable Boolean flag(String key) {
    return (Boolean) value(key);
  }

  @Nullable Integer number(String key) {
    Long number = (Long) value(key);
    return number == null ? null : Math.toIntExact(number);
  }

  @Nullable Duration duration(String key) {
    Object value = value(key);
    return value == null ? null : Durations.parse(value.toString());
  }

  /// A string or a list of strings.
  @Nullable List<String> texts(String key) {
    return switch (value(key)) {
      case TomlArray list -> list(list, String.class);
      case String text -> List.of(text);
      case null, default -> null;
    };
  }

  /// A shell command, or a program with its arguments.
  @Nullable List<String> command(String key) {
    return value(key) instanceof String line ? List.of("sh", "-c", line) : texts(key);
  }

  /// A number or a list of numbers.
  @Nullable List<Integer> numbers(String key) {
    List<Long> numbers =
        switch (value(key)) {
          case TomlArray list -> list(list, Long.class);
          case Long one -> List.of(one);
          case null, default -> null;
        };
    return numbers == null ? null : numbers.stream().map(Math::toIntExact).toList();
  }

  /// A table of strings; numbers and booleans are converted to strings.
  Map<String, String> variables(String key) {
    Map<String, String> all = new LinkedHashMap<>();
    TomlSection section = section(key);
    if (section != null) {
      section.keys().forEach(name -> all.put(name, String.valueOf(section.value(name))));
    }
    return all;
  }

  /// A table; null if there is none or the value is none.
  @Nullable TomlSection section(String key) {
    return value(key) instanceof TomlTable inner ? new TomlSection(inner) : null;
  }

  private static <T> List<T> list(TomlArray list, Class<T> type) {
    List<T> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      all.add(type.cast(list.get(i)));
    }
    return all;
  }
}
