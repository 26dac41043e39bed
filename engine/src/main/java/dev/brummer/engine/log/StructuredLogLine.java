package dev.brummer.engine.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.brummer.engine.log.match.LiteralSearcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A JSON (pino, bunyan, winston, zap, logback) or logfmt line in readable form. Pure.
///
/// @param message the log message
/// @param fields all other fields as `key=value`, in the order of the line. Level, time and process
///   id are omitted, because the store already knows them.
public record StructuredLogLine(String message, List<String> fields) {
  /// Longer lines are treated as data, not as log records.
  private static final int MAX_LENGTH = 1 << 16;

  private static final Set<String> MESSAGE_FIELDS = Set.of("msg", "message", "@message");
  private static final Set<String> OMITTED_FIELDS =
      Set.of(
          "level",
          "lvl",
          "severity",
          "level_value",
          "time",
          "ts",
          "timestamp",
          "@timestamp",
          "v",
          "@version",
          "pid",
          "hostname");
  private static final Pattern LOGFMT_FIELD =
      Pattern.compile("([A-Za-z_@][\\w.@/-]*)=(\"(?:[^\"\\\\]|\\\\.)*\"|\\S*)(?: +|$)");

  /// Created with the first line of JSON: the first picture of the UI does not wait for it.
  private static final class Json {
    static final JsonFactory FACTORY = new JsonFactory();
  }

  public StructuredLogLine {
    fields = List.copyOf(fields);
  }

  /// Parses a stored line.
  ///
  /// @return null if it has neither format or no message
  public static @Nullable StructuredLogLine parse(byte[] text) {
    int length = text.length;
    if (length < 9 || length > MAX_LENGTH) {
      return null;
    }
    if (text[0] == '{') {
      return text[length - 1] == '}' ? json(text) : null;
    }
    return logfmt(text);
  }

  private static @Nullable StructuredLogLine json(byte[] text) {
    String message = null;
    List<String> fields = new ArrayList<>();
    try (JsonParser parser = Json.FACTORY.createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        JsonToken token = parser.nextToken();
        boolean scalar = token.isScalarValue();
        if (scalar && message == null && MESSAGE_FIELDS.contains(key)) {
          message = printable(parser.getText());
        } else if (OMITTED_FIELDS.contains(key)) {
          parser.skipChildren();
        } else {
          fields.add(key + "=" + printable(scalar ? parser.getText() : rawValue(parser, text)));
        }
      }
    } catch (IOException malformed) {
      return null;
    }
    return message == null ? null : new StructuredLogLine(message, fields);
  }

  /// The source text of an object or array.
  private static String rawValue(JsonParser parser, byte[] text) throws IOException {
    int from = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    int to = (int) parser.currentLocation().getByteOffset();
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }

  private static @Nullable StructuredLogLine logfmt(byte[] text) {
    if (indexOf(text, "level=") < 0 && indexOf(text, "lvl=") < 0 || indexOf(text, "msg=") < 0) {
      return null;
    }
    String line = new String(text, StandardCharsets.UTF_8);
    String message = null;
    List<String> fields = new ArrayList<>();
    Matcher field = LOGFMT_FIELD.matcher(line);
    int at = 0;
    while (at < line.length() && field.find(at) && field.start() == at) {
      String value = unquoted(field.group(2));
      if (message == null && MESSAGE_FIELDS.contains(field.group(1))) {
        message = printable(value);
      } else if (!OMITTED_FIELDS.contains(field.group(1))) {
        fields.add(field.group(1) + "=" + printable(value));
      }
      at = field.end();
    }
    return at < line.length() || message == null ? null : new StructuredLogLine(message, fields);
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"");
    return quoted
        ? value.substring(1, value.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
        : value;
  }

  private static int indexOf(byte[] text, String needle) {
    return new LiteralSearcher(needle, false).find(text, 0, text.length);
  }

  /// Replaces control characters, which an escape in a JSON value can produce.
  private static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < 0x20 || c >= 0x7F && c < 0xA0 || c == 0x2028 || c == 0x2029;
      out.append(control ? ' ' : c);
    }
    return out.toString();
  }
}
