package dev.brummer.perf.gate;

import dev.brummer.engine.file.IoErrorMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Parses `gates.toml`, the user-editable list of gates.
public final class GateFile {
  private static final String BUILT_IN = "gates.toml";
  private static final Set<String> KEYS =
      Set.of("name", "metric", "seed", "against", "at_most", "at_least");

  private GateFile() {}

  /// The built-in gates.
  public static List<Gate> builtIn() {
    return parse(builtInText(), BUILT_IN);
  }

  /// Text of the built-in file, as a template for custom gates.
  public static String builtInText() {
    try (InputStream in = GateFile.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IllegalStateException("no " + BUILT_IN);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// @throws GateFileException if the file is missing or invalid; one sentence with file and line
  public static List<Gate> read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (NoSuchFileException missing) {
      throw new GateFileException("no such file: " + file);
    } catch (IOException unreadable) {
      throw new GateFileException(file + " cannot be read: " + IoErrorMessage.of(unreadable));
    }
  }

  static List<Gate> parse(String text, String file) {
    TomlParseResult parsed = Toml.parse(text);
    if (parsed.hasErrors()) {
      TomlParseError first = parsed.errors().getFirst();
      throw new GateFileException(file + ":" + first.position().line() + ": " + first.getMessage());
    }
    TomlArray tables = parsed.isArray("gate") ? parsed.getArray("gate") : null;
    if (tables == null || tables.isEmpty()) {
      throw new GateFileException(file + " has no [[gate]]");
    }
    List<Gate> gates = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      TomlPosition place = tables.inputPositionOf(i);
      gates.add(gate(tables.getTable(i), file + ":" + (place == null ? 0 : place.line()) + ": "));
    }
    return gates;
  }

  private static Gate gate(TomlTable table, String where) {
    for (String key : table.keySet()) {
      if (!KEYS.contains(key)) {
        throw new GateFileException(
            where
                + "unknown key "
                + key
                + "; known keys are name, metric, seed, against, at_most, at_least");
      }
    }
    String name = text(table, "name", where);
    return new Gate(
        name,
        text(table, "metric", where),
        baseline(table, where + name + ": "),
        threshold(table, where + name + ": "));
  }

  private static Gate.Baseline baseline(TomlTable table, String where) {
    Double seed = number(table, "seed", where);
    if (seed == null == !table.contains("against")) {
      throw new GateFileException(where + "set either seed or against");
    }
    return seed != null
        ? new Gate.FixedBaseline(seed)
        : new Gate.RelativeBaseline(text(table, "against", where));
  }

  private static Gate.Threshold threshold(TomlTable table, String where) {
    Double most = number(table, "at_most", where);
    Double least = number(table, "at_least", where);
    if (most != null && least == null) {
      return new Gate.AtMost(most);
    }
    if (least != null && most == null) {
      return new Gate.AtLeast(least);
    }
    throw new GateFileException(where + "set either at_most or at_least");
  }

  private static @Nullable Double number(TomlTable table, String key, String where) {
    return switch (table.get(key)) {
      case null -> null;
      case Number number when number.doubleValue() > 0 -> number.doubleValue();
      default -> throw new GateFileException(where + key + " must be a number above 0");
    };
  }

  private static String text(TomlTable table, String key, String where) {
    if (table.get(key) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new GateFileException(where + key + " must be a string");
  }
}
