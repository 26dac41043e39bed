package dev.brummer.proxy.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.brummer.engine.event.RequestDetail.NameValue;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Authentication scheme of a request and the claims of its JSON Web Token (RFC 7519). The
/// signature is neither verified nor shown.
record Authentication(String kind, List<NameValue> claims) {
  private static final Authentication NONE = new Authentication("", List.of());
  private static final int MAX_TOKEN = 16 * 1024;
  private static final int MAX_CLAIM = 200;
  private static final Set<String> TIMES = Set.of("exp", "nbf", "iat", "auth_time");
  private static final JsonFactory JSON = new JsonFactory();

  /// @param authorization value of the `Authorization` header
  /// @param cookies whether the request has cookies
  static Authentication of(@Nullable String authorization, boolean cookies) {
    if (authorization == null || authorization.isBlank()) {
      return cookies ? new Authentication("cookie", List.of()) : NONE;
    }
    String value = authorization.strip();
    int space = value.indexOf(' ');
    String scheme = space < 0 ? "token" : value.substring(0, space);
    if (!scheme.equalsIgnoreCase("bearer")) {
      return new Authentication(capitalized(scheme), List.of());
    }
    List<NameValue> claims = claims(value.substring(space + 1).strip());
    return new Authentication(
        claims == null ? "Bearer" : "Bearer JWT", claims == null ? List.of() : claims);
  }

  private static String capitalized(String scheme) {
    return scheme.substring(0, 1).toUpperCase(Locale.ROOT)
        + scheme.substring(1).toLowerCase(Locale.ROOT);
  }

  private static @Nullable List<NameValue> claims(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || token.length() > MAX_TOKEN) {
      return null;
    }
    try {
      return members(Base64.getUrlDecoder().decode(parts[1]));
    } catch (IllegalArgumentException | IOException notAToken) {
      return null;
    }
  }

  private static @Nullable List<NameValue> members(byte[] json) throws IOException {
    List<NameValue> claims = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        claims.add(new NameValue(clean(name), clean(text(parser, name, value))));
      }
    }
    return claims;
  }

  private static String text(JsonParser parser, String name, JsonToken value) throws IOException {
    if (value.isNumeric() && TIMES.contains(name)) {
      return time(parser.getValueAsLong());
    }
    if (value == JsonToken.START_ARRAY) {
      List<String> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(parser.currentToken().isScalarValue() ? parser.getText() : "…");
        parser.skipChildren();
      }
      return String.join(" ", items);
    }
    if (value == JsonToken.START_OBJECT) {
      parser.skipChildren();
      return "{…}";
    }
    return parser.getText();
  }

  private static String time(long seconds) {
    try {
      return Instant.ofEpochSecond(seconds).toString();
    } catch (DateTimeException outOfRange) {
      return Long.toString(seconds);
    }
  }

  private static String clean(String text) {
    String shown =
        text.codePoints()
            .map(c -> Character.isISOControl(c) ? ' ' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return shown.length() > MAX_CLAIM ? shown.substring(0, MAX_CLAIM) + "…" : shown;
  }
}
