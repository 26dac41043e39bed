package dev.brummer.app.mcp.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.app.mcp.install.JsoncScanner.Member;
import dev.brummer.app.mcp.install.JsoncScanner.ObjectLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// JSON with comments that is edited by position: comments, order, indentation, line ends, trailing
/// commas and a byte order mark stay. Immutable.
final class JsoncDocument {
  private final String text;
  private final JsoncScanner scanner;
  private final JsonNode root;
  private final int start;
  private final JsoncFormat format;

  /// @throws UneditableException if the text is neither blank nor a JSON object
  JsoncDocument(String text) throws UneditableException {
    this.text = text;
    this.scanner = new JsoncScanner(text);
    this.root = JsonText.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
    this.start = scanner.skipBlank(0);
    this.format = new JsoncFormat(text, scanner, root, start);
    if (!root.isObject() && !isBlank()) {
      throw new UneditableException("it is not a JSON object");
    }
  }

  private boolean isBlank() {
    return start >= text.length();
  }

  /// The whole document; a missing node if it is blank.
  JsonNode root() {
    return root;
  }

  /// The value at a path, null if there is none.
  @Nullable JsonNode value(List<String> path) {
    JsonNode at = root;
    for (String name : path) {
      at = at.path(name);
    }
    return at.isMissingNode() ? null : at;
  }

  /// The text with a value at a path. Objects on the way are created if missing.
  String put(List<String> path, JsonNode value) throws UneditableException {
    if (isBlank()) {
      String newLine = format.newLine();
      String gap = text.isBlank() || text.equals("\uFEFF") || text.endsWith("\n") ? "" : newLine;
      JsonText.Style style = new JsonText.Style(newLine, "  ", true);
      return text + gap + JsonText.write(nested(path, value), style, "") + newLine;
    }
    ObjectLayout object = scanner.object(start);
    for (int i = 0; i < path.size(); i++) {
      Member member = find(object, path.get(i));
      List<String> rest = path.subList(i + 1, path.size());
      if (member == null) {
        return insert(object, path.get(i), nested(rest, value));
      }
      if (rest.isEmpty()) {
        String written =
            JsonText.write(value, format.styleOf(object), format.indentAt(member.start()));
        return text.substring(0, member.valueStart()) + written + text.substring(member.valueEnd());
      }
      object = objectOf(member);
    }
    throw new UneditableException("no place for the entry");
  }

  /// The text without the member at a path; the same text if there is none.
  String remove(List<String> path) throws UneditableException {
    if (isBlank() || value(path) == null) {
      return text;
    }
    ObjectLayout object = scanner.object(start);
    for (String name : path.subList(0, path.size() - 1)) {
      object = objectOf(existing(object, name));
    }
    return cut(object, existing(object, path.getLast()));
  }

  private static JsonNode nested(List<String> path, JsonNode value) {
    JsonNode nested = value;
    for (String name : path.reversed()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object.set(name, nested);
      nested = object;
    }
    return nested;
  }

  private static @Nullable Member find(ObjectLayout object, String name)
      throws UneditableException {
    List<Member> found = object.members().stream().filter(it -> it.name().equals(name)).toList();
    if (found.size() > 1) {
      throw new UneditableException("it has \"" + name + "\" twice");
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  private static Member existing(ObjectLayout object, String name) throws UneditableException {
    Member member = find(object, name);
    if (member == null) {
      throw new UneditableException("it has no \"" + name + "\"");
    }
    return member;
  }

  private ObjectLayout objectOf(Member member) throws UneditableException {
    if (text.charAt(member.valueStart()) != '{') {
      throw new UneditableException("\"" + member.name() + "\" is not an object");
    }
    return scanner.object(member.valueStart());
  }

  private String insert(ObjectLayout object, String name, JsonNode value) {
    JsonText.Style style = format.styleOf(object);
    boolean lines = !style.newLine().isEmpty();
    String indent = lines ? format.memberIndent(object) : "";
    String member =
        JsonText.quoted(name) + ":" + style.gap() + JsonText.write(value, style, indent);
    if (object.isEmpty()) {
      int at = format.lastCommentEnd(object);
      boolean closed = text.substring(at, object.close()).indexOf('\n') >= 0;
      String end = !lines || closed ? "" : style.newLine() + format.indentAt(object.open());
      return inserted(at, (lines ? style.newLine() + indent : "") + member + end);
    }
    int comma = object.trailingComma();
    int valueEnd = object.members().getLast().valueEnd();
    int at = comma >= 0 ? comma + 1 : valueEnd;
    if (lines) {
      at = format.sameLineCommentEnd(at);
    }
    String before = text.substring(valueEnd, at);
    return text.substring(0, valueEnd)
        + (comma >= 0 ? before : "," + before)
        + (lines ? style.newLine() + indent : style.gap())
        + member
        + (comma >= 0 ? "," : "")
        + text.substring(at);
  }

  private String inserted(int at, String added) {
    return text.substring(0, at) + added + text.substring(at);
  }

  /// Removes a member and the comma that belongs to it: the one behind it, or the one before a last
  /// member without a trailing comma.
  private String cut(ObjectLayout object, Member member) {
    int index = object.members().indexOf(member);
    int from = member.start();
    while (from > object.open() + 1 && " \t".indexOf(text.charAt(from - 1)) >= 0) {
      from--;
    }
    if (from > object.open() + 1 && text.charAt(from - 1) == '\n') {
      from -= from > 1 && text.charAt(from - 2) == '\r' ? 2 : 1;
    }
    int behind = scanner.skipBlank(member.valueEnd());
    if (text.charAt(behind) == ',') {
      String kept = text.substring(member.valueEnd(), behind);
      return text.substring(0, from) + kept + text.substring(behind + 1);
    }
    if (index == 0) {
      return text.substring(0, from) + text.substring(member.valueEnd());
    }
    int comma = scanner.skipBlank(object.members().get(index - 1).valueEnd());
    return text.substring(0, comma)
        + text.substring(comma + 1, Math.max(from, comma + 1))
        + text.substring(member.valueEnd());
  }
}
