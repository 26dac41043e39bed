package dev.brummer.engine.json;

import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An object of a JSON file. Typed access reports a value of another type and treats it as absent.
/// Confined to the reading thread.
public final class JsonObject implements JsonValue {
  private final Map<String, JsonMember> members = new LinkedHashMap<>();
  private final Path file;
  private final JsonProblems problems;
  private final int line;
  private final int column;

  JsonObject(Path file, JsonProblems problems, int line, int column) {
    this.file = file;
    this.problems = problems;
    this.line = line;
    this.column = column;
  }

  /// An object without members and position.
  public static JsonObject empty(Path file) {
    return new JsonObject(file, (_, _, _, _) -> {}, 0, 0);
  }

  void put(String name, JsonValue value, int nameLine, int nameColumn) {
    List<Integer> earlier = List.of();
    JsonMember before = members.get(name);
    if (before != null) {
      earlier = new ArrayList<>(before.earlierLines());
      earlier.add(before.line());
    }
    members.put(name, new JsonMember(name, value, nameLine, nameColumn, earlier));
  }

  @Override
  public int line() {
    return line;
  }

  @Override
  public int column() {
    return column;
  }

  /// The file that contains the object.
  public Path file() {
    return file;
  }

  /// All members in file order.
  public Collection<JsonMember> members() {
    return members.values();
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  public @Nullable JsonValue value(String name) {
    JsonMember member = members.get(name);
    return member == null || isNull(member.value()) ? null : member.value();
  }

  private static boolean isNull(JsonValue value) {
    return value instanceof Literal literal && literal.text().equals("null");
  }

  /// The string of this name; null if absent.
  public @Nullable String text(String name) {
    return switch (value(name)) {
      case null -> null;
      case Text text -> text.value();
      case JsonValue other -> {
        wrong(other, name, "a string");
        yield null;
      }
    };
  }

  /// The string of this name; empty if absent.
  public String textOrEmpty(String name) {
    String text = text(name);
    return text == null ? "" : text;
  }

  /// The boolean of this name; null if absent.
  public @Nullable Boolean flag(String name) {
    return switch (value(name)) {
      case null -> null;
      case Flag flag -> flag.value();
      case JsonValue other -> {
        wrong(other, name, "true or false");
        yield null;
      }
    };
  }

  /// Whether the boolean of this name is there and true.
  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(flag(name));
  }

  /// The object of this name; null if absent.
  public @Nullable JsonObject object(String name) {
    return switch (value(name)) {
      case null -> null;
      case JsonObject object -> object;
      case JsonValue other -> {
        wrong(other, name, "an object");
        yield null;
      }
    };
  }

  /// The object of this name; one without members if absent.
  public JsonObject objectOrEmpty(String name) {
    JsonObject object = object(name);
    return object == null ? empty(file) : object;
  }

  /// The elements of the array of this name; empty if absent.
  public List<JsonValue> items(String name) {
    return switch (value(name)) {
      case null -> List.of();
      case Items items -> items.values();
      case JsonValue other -> {
        wrong(other, name, "an array");
        yield List.of();
      }
    };
  }

  /// The strings of the array of this name; other elements are reported.
  public List<Text> texts(String name) {
    List<Text> texts = new ArrayList<>();
    for (JsonValue item : items(name)) {
      if (item instanceof Text text) {
        texts.add(text);
      } else {
        report(item, "an element of " + VisibleText.quoted(name) + " is not a string");
      }
    }
    return texts;
  }

  /// The objects of the array of this name; other elements are reported.
  public List<JsonObject> objects(String name) {
    List<JsonObject> objects = new ArrayList<>();
    for (JsonValue item : items(name)) {
      if (item instanceof JsonObject object) {
        objects.add(object);
      } else {
        report(item, "an element of " + VisibleText.quoted(name) + " is not an object");
      }
    }
    return objects;
  }

  /// Reports the members that occur more than once.
  ///
  /// @param what precedes the name in the sentence: `script `
  public void reportDuplicates(String what) {
    reportDuplicates(what, _ -> true);
  }

  /// Like [#reportDuplicates(String)], for members with these names.
  public void reportDuplicates(String what, Predicate<String> names) {
    for (JsonMember member : members.values()) {
      if (!member.earlierLines().isEmpty() && names.test(member.name())) {
        String earlier =
            String.join(", ", member.earlierLines().stream().map(String::valueOf).toList());
        problems.report(
            file,
            member.line(),
            0,
            what
                + VisibleText.quoted(member.name())
                + " is already defined in line "
                + earlier
                + ": the last definition, in line "
                + member.line()
                + ", counts");
      }
    }
  }

  /// Reports a problem at the position of a value of this file.
  public void report(JsonValue at, String what) {
    problems.report(file, at.line(), at.column(), what);
  }

  private void wrong(JsonValue value, String name, String expected) {
    report(value, VisibleText.quoted(name) + " is not " + expected);
  }
}
