package dev.brummer.app.mcp.install;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlInvalidTypeException;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// The entry as a table of a TOML file, appended at its end.
final class TomlEntryEditor implements EntryEditor {
  private static final Set<String> ADDRESS_KEYS =
      Set.of("command", "args", "url", "bearer_token_env_var");
  private static final Pattern ADDRESS_LINE =
      Pattern.compile("\\s*(?:command|args|url|bearer_token_env_var)\\s*=.*");

  private final String section;
  private final Map<String, Object> fields;

  /// @param section table with all servers
  /// @param fields strings and lists of strings
  TomlEntryEditor(String section, Map<String, Object> fields) {
    this.section = section;
    this.fields = new LinkedHashMap<>(fields);
  }

  @Override
  public boolean isInstalled(String text) throws UneditableException {
    Map<String, Object> existing = entry(parse(text));
    if (existing == null) {
      return false;
    }
    Map<String, Object> address = new TreeMap<>(existing);
    address.keySet().retainAll(ADDRESS_KEYS);
    return address.equals(new TreeMap<>(fields));
  }

  @Override
  public boolean hasEntry(String text) throws UneditableException {
    return entry(parse(text)) != null;
  }

  @Override
  public String put(String text) throws UneditableException {
    if (isInstalled(text)) {
      return text;
    }
    String newLine = text.contains("\r\n") ? "\r\n" : "\n";
    TomlParseResult before = parse(text);
    String result;
    if (entry(before) != null) {
      result = updated(text, before, newLine);
    } else {
      String end = text.isEmpty() || text.endsWith("\n") ? "" : newLine;
      result = text + end + (text.isBlank() ? "" : newLine) + table().replace("\n", newLine);
    }
    verify(before, result, ADDRESS_KEYS);
    if (!isInstalled(result)) {
      throw new UneditableException("the entry would not be found in it");
    }
    return result;
  }

  @Override
  public String remove(String text) throws UneditableException {
    TomlParseResult before = parse(text);
    if (entry(before) == null) {
      return text;
    }
    List<String> lines = lines(text);
    int first = headerLine(before);
    lines.subList(first, lastLine(lines, first)).clear();
    String result = String.join("", lines);
    Map<String, Object> rest = plain(before);
    withoutEntry(rest);
    if (!rest.equals(withoutEntry(plain(parse(result))))) {
      throw new UneditableException("the edit would change other values");
    }
    return result;
  }

  @Override
  public String snippet() {
    return table();
  }

  private String table() {
    return "[" + section + "." + McpServerAddress.NAME + "]\n" + body("\n");
  }

  private String body(String newLine) {
    StringBuilder body = new StringBuilder();
    fields.forEach((name, value) -> body.append(name + " = " + literal(value) + newLine));
    return body.toString();
  }

  private static String literal(Object value) {
    return value instanceof List<?> list
        ? "[" + String.join(", ", list.stream().map(TomlEntryEditor::literal).toList()) + "]"
        : JsonText.quoted(value.toString()); // basic strings have the escapes of JSON
  }

  private String updated(String text, TomlParseResult parsed, String newLine)
      throws UneditableException {
    List<String> lines = lines(text);
    int header = headerLine(parsed);
    int end = header + 1;
    while (end < lines.size() && !lines.get(end).stripLeading().startsWith("[")) {
      end++;
    }
    lines.subList(header + 1, end).removeIf(line -> ADDRESS_LINE.matcher(line.strip()).matches());
    lines.add(header + 1, body(newLine));
    return String.join("", lines);
  }

  private int headerLine(TomlParseResult parsed) throws UneditableException {
    TomlPosition position = parsed.inputPositionOf(List.of(section, McpServerAddress.NAME));
    if (position == null) {
      throw new UneditableException("the entry is not a table of its own");
    }
    return position.line() - 1;
  }

  /// The line behind the table and its subtables, without comments that precede the next table.
  private int lastLine(List<String> lines, int header) {
    String subtable = "[" + section + "." + McpServerAddress.NAME + ".";
    int end = header + 1;
    while (end < lines.size()) {
      String line = lines.get(end).strip();
      if (line.startsWith("[") && !line.startsWith(subtable)) {
        break;
      }
      end++;
    }
    while (end < lines.size() && end > header + 1 && isComment(lines.get(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean isComment(String line) {
    return line.strip().startsWith("#");
  }

  /// Lines with their line ends.
  private static List<String> lines(String text) {
    return new ArrayList<>(List.of(text.split("(?<=\n)")));
  }

  private static TomlParseResult parse(String text) throws UneditableException {
    TomlParseResult parsed = Toml.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
    if (parsed.hasErrors()) {
      var first = parsed.errors().getFirst();
      throw new UneditableException("line " + first.position().line() + ": " + first.getMessage());
    }
    return parsed;
  }

  private @Nullable Map<String, Object> entry(TomlParseResult parsed) throws UneditableException {
    try {
      TomlTable table = parsed.getTable(List.of(section, McpServerAddress.NAME));
      return table == null ? null : plain(table);
    } catch (TomlInvalidTypeException other) {
      throw new UneditableException("\"" + section + "\" is not a table of servers");
    }
  }

  /// @throws UneditableException if the edit has changed anything but these keys of the entry
  private void verify(TomlParseResult before, String result, Set<String> keys)
      throws UneditableException {
    Map<String, Object> after = plain(parse(result));
    if (!withoutKeys(plain(before), keys).equals(withoutKeys(after, keys))) {
      throw new UneditableException("the edit would change other values");
    }
  }

  private Map<String, Object> withoutKeys(Map<String, Object> root, Set<String> keys) {
    if (root.get(section) instanceof Map<?, ?> servers
        && servers.get(McpServerAddress.NAME) instanceof Map<?, ?> entry) {
      entry.keySet().removeAll(keys);
      return entry.isEmpty() ? withoutEntry(root) : root;
    }
    return root;
  }

  private Map<String, Object> withoutEntry(Map<String, Object> root) {
    if (root.get(section) instanceof Map<?, ?> servers) {
      servers.remove(McpServerAddress.NAME);
      if (servers.isEmpty()) {
        root.remove(section);
      }
    }
    return root;
  }

  private static Map<String, Object> plain(TomlTable table) {
    Map<String, Object> plain = new TreeMap<>();
    table.keySet().forEach(key -> plain.put(key, plain(table.get(List.of(key)))));
    return plain;
  }

  private static Object plain(@Nullable Object value) {
    return switch (value) {
      case TomlTable table -> plain(table);
      case TomlArray array -> array.toList().stream().map(TomlEntryEditor::plain).toList();
      case null -> "";
      default -> value;
    };
  }
}
