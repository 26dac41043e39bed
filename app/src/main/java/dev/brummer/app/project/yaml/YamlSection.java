package dev.brummer.app.project.yaml;

import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Typed access to one mapping of a YAML file. A wrong value is a problem and counts as absent.
///
/// Remembers each requested key; [#reportUnknownKeys] then reports the others. Confined to one
/// thread.
public final class YamlSection {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,12}");

  private final YamlNode.Entries entries;
  private final ProblemLog problems;
  private final SequencedSet<String> requestedKeys = new LinkedHashSet<>();

  public YamlSection(YamlNode.Entries entries, ProblemLog problems) {
    this.entries = entries;
    this.problems = problems;
  }

  /// Reads a file; null, and a problem, if it cannot be read or is no mapping.
  ///
  /// @param key a key that such a file has
  public static @Nullable YamlSection read(Path file, String key, ProblemLog problems) {
    String text = ProjectText.read(file, problems);
    return text == null ? null : ofRoot(file, YamlReader.read(file, text, problems), key, problems);
  }

  /// The root of a file; null, and a problem, if it is no mapping.
  ///
  /// @param root null for a file that is empty or invalid
  /// @param key a key that such a file has
  public static @Nullable YamlSection ofRoot(
      Path file, @Nullable YamlNode root, String key, ProblemLog problems) {
    if (root instanceof YamlNode.Entries entries) {
      return new YamlSection(entries, problems);
    }
    if (root != null || problems.sentences().isEmpty()) {
      problems.add(
          root == null ? YamlPosition.of(file) : root.at(),
          "expected a mapping with the key " + key);
    }
    return null;
  }

  public YamlPosition at() {
    return entries.at();
  }

  /// The mapping itself.
  public YamlNode.Entries node() {
    return entries;
  }

  public ProblemLog problems() {
    return problems;
  }

  /// The place of a key, of the section if it is absent.
  public YamlPosition at(String key) {
    YamlNode.Entry entry = entries.values().get(key);
    return entry == null ? entries.at() : entry.keyAt();
  }

  /// Whether the key is there with a value other than null.
  public boolean has(String key) {
    return node(key) != null;
  }

  /// The value of a key; null if it is absent or null.
  public @Nullable YamlNode node(String key) {
    requestedKeys.add(key);
    YamlNode.Entry entry = entries.values().get(key);
    return entry == null || isNull(entry.value()) ? null : entry.value();
  }

  private static boolean isNull(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && scalar.isNull();
  }

  /// The text of a scalar, also of a number or flag.
  public @Nullable String text(String key) {
    return switch (node(key)) {
      case null -> null;
      case YamlNode.Scalar scalar -> scalar.text();
      case YamlNode.Items _, YamlNode.Entries _ -> invalid(key, "must be text");
    };
  }

  /// A flag: true or false, in the words of YAML 1.1 or 1.2.
  public @Nullable Boolean flag(String key) {
    return switch (node(key)) {
      case null -> null;
      case YamlNode.Scalar scalar -> {
        Boolean flag = flagOf(scalar.text());
        yield flag == null ? invalid(key, "must be true or false") : flag;
      }
      case YamlNode.Items _, YamlNode.Entries _ -> invalid(key, "must be true or false");
    };
  }

  private static @Nullable Boolean flagOf(String text) {
    return switch (text) {
      case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" -> true;
      case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF" -> false;
      default -> null;
    };
  }

  public boolean flag(String key, boolean fallback) {
    Boolean flag = flag(key);
    return flag == null ? fallback : flag;
  }

  /// A whole number, also in quotes.
  public @Nullable Integer number(String key, int min, int max) {
    YamlNode node = node(key);
    if (node == null) {
      return null;
    }
    Integer number = number(node, min, max);
    return number == null ? invalid(key, "must be a number from " + min + " to " + max) : number;
  }

  public int number(String key, int min, int max, int fallback) {
    Integer number = number(key, min, max);
    return number == null ? fallback : number;
  }

  private static @Nullable Integer number(YamlNode node, int min, int max) {
    if (!(node instanceof YamlNode.Scalar scalar) || !INTEGER.matcher(scalar.text()).matches()) {
      return null;
    }
    long value = Long.parseLong(scalar.text());
    return value < min || value > max ? null : (int) value;
  }

  /// A number or a list of numbers; the wrong ones are left out.
  public List<Integer> numbers(String key, int min, int max) {
    List<Integer> all = new ArrayList<>();
    for (YamlNode node : listed(key)) {
      Integer number = number(node, min, max);
      if (number == null) {
        problems.add(node.at(), named(key) + "must be a number from " + min + " to " + max);
      } else {
        all.add(number);
      }
    }
    return all;
  }

  /// A text or a list of texts; the wrong ones are left out.
  public List<String> texts(String key) {
    List<String> all = new ArrayList<>();
    for (YamlNode node : listed(key)) {
      if (node instanceof YamlNode.Scalar scalar) {
        all.add(scalar.text());
      } else {
        problems.add(node.at(), named(key) + "must be text or a list of texts");
      }
    }
    return all;
  }

  /// The values of a list, or one value as a list of one.
  public List<YamlNode> listed(String key) {
    return switch (node(key)) {
      case null -> List.of();
      case YamlNode.Items items -> items.values();
      case YamlNode.Scalar one -> List.of(one);
      case YamlNode.Entries one -> List.of(one);
    };
  }

  /// A mapping.
  public @Nullable YamlSection section(String key) {
    return switch (node(key)) {
      case null -> null;
      case YamlNode.Entries inner -> new YamlSection(inner, problems);
      case YamlNode.Scalar _, YamlNode.Items _ -> invalid(key, "must be a mapping");
    };
  }

  /// A mapping of names to values of any kind, in file order; null values are kept.
  public SequencedMap<String, YamlNode.Entry> entries(String key) {
    return switch (node(key)) {
      case null -> new LinkedHashMap<>();
      case YamlNode.Entries inner -> inner.values();
      case YamlNode.Scalar _, YamlNode.Items _ -> {
        invalid(key, "must be a mapping");
        yield new LinkedHashMap<>();
      }
    };
  }

  /// A mapping of names to texts; the wrong ones are left out, null is the empty text.
  public Map<String, String> variables(String key) {
    Map<String, String> all = new LinkedHashMap<>();
    entries(key)
        .forEach((name, entry) -> {
          if (entry.value() instanceof YamlNode.Scalar scalar) {
            all.put(name, scalar.isNull() ? "" : scalar.text());
          } else {
            problems.add(entry.keyAt(), named(name) + "must be text");
          }
        });
    return all;
  }

  /// Adds a problem at a key.
  ///
  /// @param problem end of the sentence that starts with the key
  /// @return null
  @SuppressWarnings("TypeParameterUnusedInFormals") // null is a value of every type
  public <T> @Nullable T invalid(String key, String problem) {
    problems.add(at(key), named(key) + problem);
    return null;
  }

  private static String named(String key) {
    return VisibleText.named(key) + " ";
  }

  /// Marks keys as known.
  public void know(Iterable<String> keys) {
    keys.forEach(requestedKeys::add);
  }

  /// Reports each key that was never requested, except extensions (`x-…`).
  public void reportUnknownKeys() {
    for (String key : entries.values().keySet()) {
      if (!requestedKeys.contains(key) && !key.startsWith("x-")) {
        problems.addUnknownKey(
            at(key),
            "unknown key " + VisibleText.quoted(key) + ": " + Suggestions.hint(key, requestedKeys));
      }
    }
  }
}
