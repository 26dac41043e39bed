package dev.brummer.engine.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parser of valid JSON objects without comments. Of any other text it parses nothing: [JsonFile]
/// then reads it with Jackson, which describes the error.
///
/// The values and positions are those of Jackson. Starting Jackson takes 12 ms of CPU time, most of
/// it for powers of five that [java.math.BigDecimal] computes when it is initialized. Confined to
/// one call.
final class StrictJsonParser {
  /// Limits far below those of Jackson, which reads the rare text beyond them.
  private static final int MAX_DEPTH = 200;

  private static final int MAX_NUMBER_LENGTH = 100;
  private static final int MAX_NAME_LENGTH = 10_000;

  private final Path file;
  private final JsonProblems problems;
  private final String text;
  private int at;
  private int depth;

  /// Number of the current line and index of its first character. Only blanks contain line ends.
  private int line = 1;

  private int lineStart;

  /// The text is not valid, or beyond a limit.
  private static final class NotStrictException extends Exception {
    private static final long serialVersionUID = 1;

    NotStrictException() {
      super("no strict JSON", null, false, false);
    }
  }

  private StrictJsonParser(Path file, JsonProblems problems, String text) {
    this.file = file;
    this.problems = problems;
    this.text = text;
  }

  /// Parses an object that is the whole text.
  ///
  /// @param wanted names of the members to keep; empty for all
  /// @return null if the text is anything else
  static @Nullable JsonObject parse(
      Path file, JsonProblems problems, String text, Set<String> wanted) {
    StrictJsonParser parser = new StrictJsonParser(file, problems, text);
    try {
      JsonObject object = parser.document(wanted);
      parser.skipBlanks();
      return parser.at == text.length() ? object : null;
    } catch (NotStrictException invalid) {
      return null;
    }
  }

  private JsonObject document(Set<String> wanted) throws NotStrictException {
    skipBlanks();
    int column = column();
    expect('{');
    JsonObject object = new JsonObject(file, problems, line, column);
    members(object, wanted);
    return object;
  }

  /// Column of the next character, the first one is 1.
  private int column() {
    return at - lineStart + 1;
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char next = text.charAt(at);
      if (next > ' ') {
        return;
      }
      if (next == '\n' || next == '\r') {
        boolean pair = next == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
        at += pair ? 2 : 1;
        line++;
        lineStart = at;
      } else if (next == ' ' || next == '\t') {
        at++;
      } else {
        return;
      }
    }
  }

  private char take() throws NotStrictException {
    if (at == text.length()) {
      throw new NotStrictException();
    }
    return text.charAt(at++);
  }

  private void expect(char wanted) throws NotStrictException {
    if (take() != wanted) {
      throw new NotStrictException();
    }
  }

  private boolean skip(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void enter() throws NotStrictException {
    if (++depth > MAX_DEPTH) {
      throw new NotStrictException();
    }
  }

  /// Parses the members behind the opening brace.
  private void members(JsonObject object, Set<String> wanted) throws NotStrictException {
    enter();
    skipBlanks();
    if (!skip('}')) {
      do {
        skipBlanks();
        int nameLine = line;
        int nameColumn = column();
        expect('"');
        String name = string(MAX_NAME_LENGTH);
        skipBlanks();
        expect(':');
        JsonValue value = value();
        if (wanted.isEmpty() || wanted.contains(name)) {
          object.put(name, value, nameLine, nameColumn);
        }
        skipBlanks();
      } while (skip(','));
      expect('}');
    }
    depth--;
  }

  private JsonValue value() throws NotStrictException {
    skipBlanks();
    int start = column();
    int first = at;
    return switch (take()) {
      case '{' -> {
        JsonObject object = new JsonObject(file, problems, line, start);
        members(object, Set.of());
        yield object;
      }
      case '[' -> items(start);
      case '"' -> new JsonValue.Text(string(Integer.MAX_VALUE), line, start);
      case 't' -> new JsonValue.Flag(word(first, "true").equals("true"), line, start);
      case 'f' -> new JsonValue.Flag(word(first, "false").equals("true"), line, start);
      case 'n' -> new JsonValue.Literal(word(first, "null"), line, start);
      default -> {
        at = first;
        yield new JsonValue.Literal(number(), line, start);
      }
    };
  }

  /// Parses the elements behind the opening bracket, which is in this column of the current line.
  private JsonValue items(int column) throws NotStrictException {
    List<JsonValue> values = new ArrayList<>();
    JsonValue items = new JsonValue.Items(values, line, column);
    enter();
    skipBlanks();
    if (!skip(']')) {
      do {
        values.add(value());
        skipBlanks();
      } while (skip(','));
      expect(']');
    }
    depth--;
    return items;
  }

  private String word(int first, String word) throws NotStrictException {
    if (!text.startsWith(word, first)) {
      throw new NotStrictException();
    }
    at = first + word.length();
    return word;
  }

  private String number() throws NotStrictException {
    int start = at;
    skip('-');
    if (!skip('0')) {
      digits();
    }
    if (skip('.')) {
      digits();
    }
    if (skip('e') || skip('E')) {
      if (!skip('+')) {
        skip('-');
      }
      digits();
    }
    if (at - start > MAX_NUMBER_LENGTH) {
      throw new NotStrictException();
    }
    return text.substring(start, at);
  }

  /// Skips one digit or more.
  private void digits() throws NotStrictException {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw new NotStrictException();
    }
  }

  /// Parses a string behind the opening quote.
  private String string(int maxLength) throws NotStrictException {
    int start = at;
    char next = take();
    while (next != '"' && next != '\\' && next >= ' ') {
      next = take();
    }
    String string = text.substring(start, at - 1);
    if (next != '"') {
      string = escaped(new StringBuilder(string), next);
    }
    if (string.length() > maxLength) {
      throw new NotStrictException();
    }
    return string;
  }

  /// Parses the rest of a string with escapes.
  private String escaped(StringBuilder string, char first) throws NotStrictException {
    for (char next = first; next != '"'; next = take()) {
      if (next < ' ') {
        throw new NotStrictException();
      }
      string.append(next == '\\' ? escape() : next);
    }
    return string.toString();
  }

  private char escape() throws NotStrictException {
    char escaped = take();
    return switch (escaped) {
      case '"', '\\', '/' -> escaped;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new NotStrictException();
    };
  }

  private char unicode() throws NotStrictException {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      char next = take();
      int digit = next < 128 ? Character.digit(next, 16) : -1;
      if (digit < 0) {
        throw new NotStrictException();
      }
      code = code << 4 | digit;
    }
    return (char) code;
  }
}
