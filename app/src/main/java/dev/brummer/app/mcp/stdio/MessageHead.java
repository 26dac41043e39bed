package dev.brummer.app.mcp.stdio;

import dev.brummer.app.json.JsonReader;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of a JSON-RPC message that the bridge reads.
///
/// @param method null in a response
/// @param id null in a notification
/// @param cancelled the request that `notifications/cancelled` names
/// @param uri the resource of a subscription
record MessageHead(
    @Nullable String method, @Nullable Id id, @Nullable Id cancelled, @Nullable String uri) {
  private static final int MAX_DEPTH = 1_000;
  private static final Set<String> ID_OR_METHOD = Set.of("id", "method");

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

    private static @Nullable Id of(@Nullable Object value) {
      return value instanceof String || value instanceof Long || value instanceof BigInteger
          ? new Id(value instanceof String, value.toString())
          : null;
    }
  }

  boolean isRequest() {
    return method != null && id != null;
  }

  /// Parses a message of a client, whose fields may be in any order.
  ///
  /// @return null if it is not a JSON object
  static @Nullable MessageHead parse(byte[] json, int length) {
    try {
      return JsonReader.parse(json, 0, length, MAX_DEPTH) instanceof Map<?, ?> message
          ? of(message)
          : null;
    } catch (IOException malformed) {
      return null;
    }
  }

  private static MessageHead of(Map<?, ?> message) {
    Map<?, ?> params = message.get("params") instanceof Map<?, ?> object ? object : Map.of();
    return new MessageHead(
        text(message.get("method")),
        Id.of(message.get("id")),
        Id.of(params.get("requestId")),
        text(params.get("uri")));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }

  /// The id of a response of brummer, which is written before its result.
  ///
  /// @return null for a notification
  static @Nullable Id ofResponse(byte[] json, int offset, int length) {
    try {
      return Id.of(JsonReader.parseUntil(json, offset, length, MAX_DEPTH, ID_OR_METHOD).get("id"));
    } catch (IOException malformed) {
      return null;
    }
  }
}
