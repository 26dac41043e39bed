package dev.brummer.proxy.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.brummer.proxy.redact.UrlRedactor;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parses a beacon: a JSON array of `{"type", "at", "page", "data": {…}}`. Unknown members are
/// skipped; an event without a well-formed type is an error. Masks the secrets of URLs. Stateless.
final class BeaconParser {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_PAGE = 2048;

  /// Kept as it is: its URLs lead to source maps.
  private static final String STACK = "stack";

  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  /// @throws IOException if the input is not such an array
  List<TelemetryEvent> parse(byte[] bytes, int length) throws IOException {
    List<TelemetryEvent> events = new ArrayList<>();
    try (JsonParser parser = json.createParser(bytes, 0, length)) {
      expect(parser.nextToken(), JsonToken.START_ARRAY);
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        events.add(parseEvent(parser));
      }
      expect(parser.currentToken(), JsonToken.END_ARRAY);
      if (parser.nextToken() != null) {
        throw new IOException("unexpected data after the array");
      }
    }
    return events;
  }

  private TelemetryEvent parseEvent(JsonParser parser) throws IOException {
    String type = "";
    String page = "";
    long at = 0;
    StringWriter data = new StringWriter();
    Map<String, String> scalars = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "type" -> type = text(parser, value);
        case "page" -> page = text(parser, value);
        case "at" -> at = value.isNumeric() ? parser.getValueAsLong() : 0;
        case "data" -> copyData(parser, value, data, scalars);
        default -> parser.skipChildren();
      }
    }
    expect(parser.currentToken(), JsonToken.END_OBJECT);
    if (!type.matches("[a-z][a-z_]{0,39}")) {
      throw new IOException("invalid event type");
    }
    String cut = page.length() > MAX_PAGE ? page.substring(0, MAX_PAGE) : page;
    return new TelemetryEvent(
        type,
        at,
        TelemetrySummary.clean(UrlRedactor.redact(cut)),
        TelemetrySummary.of(type, scalars),
        data.toString(),
        scalars);
  }

  /// Copies the object and collects its scalar members.
  private void copyData(
      JsonParser parser, JsonToken value, StringWriter copy, Map<String, String> scalars)
      throws IOException {
    expect(value, JsonToken.START_OBJECT);
    try (JsonGenerator out = json.createGenerator(copy)) {
      out.writeStartObject();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        out.writeFieldName(name);
        if (parser.nextToken().isScalarValue()) {
          scalars.put(name, name.equals(STACK) ? parser.getText() : redacted(parser));
        }
        copyValue(parser, out);
      }
      out.writeEndObject();
    }
  }

  /// Copies a value and masks the secrets of URLs in its texts.
  private static void copyValue(JsonParser parser, JsonGenerator out) throws IOException {
    int depth = 0;
    while (true) {
      JsonToken token = parser.currentToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (token == JsonToken.VALUE_STRING) {
        out.writeString(redacted(parser));
      } else {
        out.copyCurrentEvent(parser);
      }
      if (depth == 0) {
        return;
      }
      if (parser.nextToken() == null) {
        throw new IOException("unexpected end");
      }
    }
  }

  private static String redacted(JsonParser parser) throws IOException {
    return UrlRedactor.redact(parser.getText());
  }

  private static String text(JsonParser parser, JsonToken value) throws IOException {
    expect(value, JsonToken.VALUE_STRING);
    return parser.getText();
  }

  private static void expect(@Nullable JsonToken found, JsonToken expected) throws IOException {
    if (found != expected) {
      throw new IOException(expected + " expected, not " + found);
    }
  }
}
