package dev.brummer.app.json;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Strict recursive-descent parser of JSON (RFC 8259) in UTF-8. Of equal names the last one counts.
/// Depth and the length of numbers are limited; the caller limits the bytes. Confined to one call.
public final class JsonReader {
  private static final int MAX_NUMBER_LENGTH = 100;

  /// Longest number that is certainly a `long`.
  private static final int LONG_DIGITS = 18;

  private final byte[] json;
  private final int end;
  private final int maxDepth;
  private int at;
  private int depth;

  private JsonReader(byte[] json, int offset, int length, int maxDepth) {
    this.json = json;
    this.at = offset;
    this.end = offset + length;
    this.maxDepth = maxDepth;
  }

  /// Parses a document.
  ///
  /// @return a `Map`, `List`, `String`, `Long`, `BigInteger` (beyond 64 bits), `Double`, `Boolean`
  ///   or null
  /// @throws IOException if it is no JSON, or nested deeper than `maxDepth`
  public static @Nullable Object parse(byte[] json, int offset, int length, int maxDepth)
      throws IOException {
    JsonReader reader = new JsonReader(json, offset, length, maxDepth);
    reader.skipByteOrderMark();
    Object value = reader.value();
    reader.skipBlanks();
    if (reader.at < reader.end) {
      throw reader.invalid();
    }
    return value;
  }

  /// Parses the members of an object up to the first one with one of the names, and nothing behind
  /// it.
  ///
  /// @return all members if there is no such name
  /// @throws IOException if it is no object, or this part of it no JSON
  public static Map<String, @Nullable Object> parseUntil(
      byte[] json, int offset, int length, int maxDepth, Set<String> names) throws IOException {
    JsonReader reader = new JsonReader(json, offset, length, maxDepth);
    if (reader.next() != '{') {
      throw reader.invalid();
    }
    return reader.members(names);
  }

  private void skipByteOrderMark() {
    if (end - at >= 3 && json[at] == (byte) 0xEF && json[at + 1] == (byte) 0xBB) {
      at += json[at + 2] == (byte) 0xBF ? 3 : 0;
    }
  }

  private void skipBlanks() {
    while (at < end
        && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
      at++;
    }
  }

  /// The next byte that is not blank.
  private int next() throws IOException {
    skipBlanks();
    return take();
  }

  private int take() throws IOException {
    if (at >= end) {
      throw new IOException("JSON ends too early");
    }
    return json[at++];
  }

  private IOException invalid() {
    return new IOException("invalid JSON at byte " + at);
  }

  private @Nullable Object value() throws IOException {
    int first = next();
    return switch (first) {
      case '{' -> members(Set.of());
      case '[' -> elements();
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> number();
    };
  }

  private void enter() throws IOException {
    if (++depth > maxDepth) {
      throw new IOException("JSON is nested deeper than " + maxDepth);
    }
  }

  private Map<String, @Nullable Object> members(Set<String> last) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    enter();
    int next = next();
    while (next != '}' || !members.isEmpty()) {
      if (next != '"') {
        throw invalid();
      }
      String name = string();
      if (next() != ':') {
        throw invalid();
      }
      members.put(name, value());
      if (last.contains(name)) {
        break;
      }
      int separator = next();
      if (separator == '}') {
        break;
      }
      if (separator != ',') {
        throw invalid();
      }
      next = next();
    }
    depth--;
    return members;
  }

  private List<@Nullable Object> elements() throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    enter();
    if (next() != ']') {
      at--;
      int separator;
      do {
        elements.add(value());
        separator = next();
      } while (separator == ',');
      if (separator != ']') {
        throw invalid();
      }
    }
    depth--;
    return elements;
  }

  private @Nullable Object literal(String word, @Nullable Object value) throws IOException {
    for (int i = 1; i < word.length(); i++) {
      if (take() != word.charAt(i)) {
        throw invalid();
      }
    }
    return value;
  }

  /// The rest of a string whose opening quote has been taken.
  private String string() throws IOException {
    int start = at;
    int next = take();
    while (next != '"' && next != '\\') {
      requireText(next);
      next = take();
    }
    String text = decode(start, at - 1);
    return next == '"' ? text : escapedString(new StringBuilder(text));
  }

  private String escapedString(StringBuilder text) throws IOException {
    text.append(escape());
    while (true) {
      int start = at;
      int next = take();
      while (next != '"' && next != '\\') {
        requireText(next);
        next = take();
      }
      text.append(decode(start, at - 1));
      if (next == '"') {
        return text.toString();
      }
      text.append(escape());
    }
  }

  /// Bytes above 127 are negative.
  private void requireText(int next) throws IOException {
    if (next >= 0 && next < ' ') {
      throw invalid();
    }
  }

  private String decode(int from, int to) throws IOException {
    String text = new String(json, from, to - from, StandardCharsets.UTF_8);
    if (text.length() < to - from) {
      byte[] again = text.getBytes(StandardCharsets.UTF_8);
      if (!Arrays.equals(again, 0, again.length, json, from, to)) {
        throw new IOException("invalid UTF-8");
      }
    } else if (text.indexOf('\uFFFD') >= 0) { // as long as its bytes, so each replaces one
      throw new IOException("invalid UTF-8");
    }
    return text;
  }

  private char escape() throws IOException {
    int escaped = take();
    return switch (escaped) {
      case '"', '\\', '/' -> (char) escaped;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw invalid();
    };
  }

  private char unicode() throws IOException {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(take(), 16);
      if (digit < 0) {
        throw invalid();
      }
      code = code << 4 | digit;
    }
    return (char) code;
  }

  /// A number whose first byte has been taken.
  private Object number() throws IOException {
    int start = --at;
    if (json[at] == '-') {
      at++;
    }
    int first = at;
    digits();
    boolean leadingZero = json[first] == '0' && at > first + 1;
    boolean integer = true;
    if (at < end && json[at] == '.') {
      at++;
      digits();
      integer = false;
    }
    if (at < end && (json[at] == 'e' || json[at] == 'E')) {
      at++;
      if (at < end && (json[at] == '+' || json[at] == '-')) {
        at++;
      }
      digits();
      integer = false;
    }
    int length = at - first;
    if (leadingZero || length > MAX_NUMBER_LENGTH) {
      throw invalid();
    }
    String text = new String(json, start, at - start, StandardCharsets.ISO_8859_1);
    if (!integer) {
      return Double.parseDouble(text);
    }
    return length <= LONG_DIGITS ? (Object) Long.parseLong(text) : large(new BigInteger(text));
  }

  private static Object large(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  private void digits() throws IOException {
    int start = at;
    while (at < end && json[at] >= '0' && json[at] <= '9') {
      at++;
    }
    if (at == start) {
      throw invalid();
    }
  }
}
