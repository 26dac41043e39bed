package dev.brummer.app.mcp.stdio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The fields of a JSON-RPC message that the bridge reads. Uses the streaming parser, which the
/// control client has loaded already.
///
/// @param method null in a response
/// @param id null in a notification
/// @param cancelled the request that `notifications/cancelled` names
/// @param uri the resource of a subscription
record MessageHead(
    @Nullable String method, @Nullable Id id, @Nullable Id cancelled, @Nullable String uri) {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final MessageHead NONE = new MessageHead(null, null, null, null);

  /// Id of a request. The string "1" and the number 1 are different ids.
  ///
  /// Equality is written out: the methods of a record are generated at run time, which takes 15 ms
  /// of the start.
  record Id(boolean isText, String value) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Id id && id.isText == isText && id.value.equals(value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }

    private static @Nullable Id read(JsonParser parser) throws IOException {
      JsonToken token = parser.currentToken();
      boolean text = token == JsonToken.VALUE_STRING;
      return text || token == JsonToken.VALUE_NUMBER_INT ? new Id(text, parser.getText()) : null;
    }
  }

  boolean isRequest() {
    return method != null && id != null;
  }

  /// Parses a message of a client, whose fields may be in any order.
  ///
  /// @return null if it is not a JSON object
  static @Nullable MessageHead parse(byte[] json, int length) {
    try (JsonParser parser = FACTORY.createParser(json, 0, length)) {
      return parser.nextToken() == JsonToken.START_OBJECT ? read(parser) : null;
    } catch (IOException malformed) {
      return null;
    }
  }

  private static MessageHead read(JsonParser parser) throws IOException {
    String method = null;
    Id id = null;
    MessageHead params = NONE;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (name.equals("method") && token == JsonToken.VALUE_STRING) {
        method = parser.getText();
      } else if (name.equals("id")) {
        id = Id.read(parser);
        parser.skipChildren();
      } else if (name.equals("params") && token == JsonToken.START_OBJECT) {
        params = readParams(parser);
      } else {
        parser.skipChildren();
      }
    }
    return new MessageHead(method, id, params.cancelled, params.uri);
  }

  private static MessageHead readParams(JsonParser parser) throws IOException {
    Id cancelled = null;
    String uri = null;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (name.equals("requestId")) {
        cancelled = Id.read(parser);
      } else if (name.equals("uri") && token == JsonToken.VALUE_STRING) {
        uri = parser.getText();
      }
      parser.skipChildren();
    }
    return new MessageHead(null, null, cancelled, uri);
  }

  /// The id of a response of brummer, which is written before its result.
  ///
  /// @return null for a notification
  static @Nullable Id ofResponse(byte[] json, int offset, int length) {
    try (JsonParser parser = FACTORY.createParser(json, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      String name = parser.nextFieldName();
      while (name != null && !name.equals("id") && !name.equals("method")) {
        parser.nextToken();
        parser.skipChildren();
        name = parser.nextFieldName();
      }
      if (!"id".equals(name)) {
        return null;
      }
      parser.nextToken();
      return Id.read(parser);
    } catch (IOException malformed) {
      return null;
    }
  }
}
