package dev.brummer.app.operation.vite;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The source that a compiled module names in its inline source map. It tells whether a server has
/// compiled the text that a file has now.
final class ModuleSource {
  private static final String MAP = "//# sourceMappingURL=data:application/json;base64,";

  private ModuleSource() {}

  /// The `sourcesContent` of the map; empty without a readable one.
  static List<String> of(String module) {
    int at = module.lastIndexOf(MAP);
    if (at < 0) {
      return List.of();
    }
    int from = at + MAP.length();
    int end = from;
    while (end < module.length() && !Character.isWhitespace(module.charAt(end))) {
      end++;
    }
    try {
      byte[] map =
          Base64.getDecoder()
              .decode(module.substring(from, end).getBytes(StandardCharsets.ISO_8859_1));
      return sources(map);
    } catch (IllegalArgumentException | IOException malformed) {
      return List.of();
    }
  }

  private static List<String> sources(byte[] map) throws IOException {
    List<String> sources = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(map)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean content = parser.currentName().equals("sourcesContent");
        if (parser.nextToken() == JsonToken.START_ARRAY && content) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
              sources.add(parser.getText());
            } else {
              parser.skipChildren();
            }
          }
        } else {
          parser.skipChildren();
        }
      }
    }
    return sources;
  }

  /// Whether a text is among the sources, whatever its line ends.
  static boolean contains(List<String> sources, String text) {
    String wanted = text.replace("\r", "");
    return sources.stream().anyMatch(source -> source.replace("\r", "").equals(wanted));
  }
}
