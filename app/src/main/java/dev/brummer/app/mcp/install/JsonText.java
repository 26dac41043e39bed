package dev.brummer.app.mcp.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/// Parses JSON with comments and trailing commas, and writes JSON with a given indentation.
final class JsonText {
  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonText() {}

  /// @throws UneditableException with the position of the first error
  static JsonNode parse(String text) throws UneditableException {
    try {
      return LENIENT.readTree(text);
    } catch (JsonProcessingException invalid) {
      String reason = invalid.getOriginalMessage().lines().findFirst().orElse("invalid JSON");
      throw new UneditableException(
          invalid.getLocation() == null || invalid.getLocation().getLineNr() < 1
              ? reason
              : "line " + invalid.getLocation().getLineNr() + ": " + reason);
    }
  }

  /// A string literal.
  static String quoted(String text) {
    return LENIENT.getNodeFactory().textNode(text).toString();
  }

  /// White space of written JSON.
  ///
  /// @param newLine line end; empty for JSON on one line
  /// @param unit one level of indentation
  /// @param spaced whether a space follows `:` and `,` on one line
  record Style(String newLine, String unit, boolean spaced) {
    static final Style DEFAULT = new Style("\n", "  ", true);

    Style onOneLine() {
      return new Style("", "", spaced);
    }

    String gap() {
      return spaced ? " " : "";
    }
  }

  /// Writes a value; arrays of scalars stay on one line.
  ///
  /// @param indent indentation of the line on which the value begins
  static String write(JsonNode value, Style style, String indent) {
    StringBuilder out = new StringBuilder();
    write(out, value, style, indent);
    return out.toString();
  }

  private static void write(StringBuilder out, JsonNode value, Style style, String indent) {
    if (value.isObject() && !value.isEmpty()) {
      writeObject(out, value, style, indent);
    } else if (value.isArray()) {
      String separator = "";
      out.append('[');
      for (JsonNode element : value) {
        out.append(separator);
        write(out, element, style.onOneLine(), "");
        separator = "," + style.gap();
      }
      out.append(']');
    } else {
      out.append(value);
    }
  }

  private static void writeObject(StringBuilder out, JsonNode value, Style style, String indent) {
    String inner = indent + style.unit;
    String separator = "";
    out.append('{');
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      out.append(separator).append(style.newLine).append(style.newLine.isEmpty() ? "" : inner);
      out.append(quoted(field.getKey())).append(':').append(style.gap());
      write(out, field.getValue(), style, inner);
      separator = style.newLine.isEmpty() ? "," + style.gap() : ",";
    }
    out.append(style.newLine).append(style.newLine.isEmpty() ? "" : indent).append('}');
  }
}
