package dev.brummer.proxy.http.message;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Locale;

/// The head of a server's answer.
public record ResponseHead(int status, String reason, int minor, Headers fields) {
  public static ResponseHead of(HttpResponse response) throws MalformedMessageException {
    HttpVersion version = response.protocolVersion();
    boolean ten = version.equals(HttpVersion.HTTP_1_0);
    int status = response.status().code();
    if ((!ten && !version.equals(HttpVersion.HTTP_1_1)) || status < 100 || status > 999) {
      throw new MalformedMessageException(502, "It does not speak HTTP/1.1.");
    }
    return new ResponseHead(
        status, response.status().reasonPhrase(), ten ? 0 : 1, new Headers(response.headers()));
  }

  public boolean interim() {
    return status < 200 && status != 101;
  }

  public boolean chunked() {
    return fields.lists(HttpHeaderNames.TRANSFER_ENCODING, "chunked");
  }

  /// Whether no body follows whatever its fields say, the request not being HEAD.
  public boolean bodyless() {
    return status < 200 || status == 204 || status == 304;
  }

  /// Whether its body ends where the connection ends.
  public boolean untilClose() {
    return !bodyless()
        && !chunked()
        && (fields.has(HttpHeaderNames.TRANSFER_ENCODING)
            || !fields.has(HttpHeaderNames.CONTENT_LENGTH));
  }

  /// Whether the connection can carry another request afterwards.
  public boolean keepsAlive() {
    return minor == 0
        ? fields.lists(HttpHeaderNames.CONNECTION, "keep-alive")
        : !fields.lists(HttpHeaderNames.CONNECTION, "close");
  }

  /// The media type without parameters, in lower case.
  public String mediaType() {
    String type = fields.text(HttpHeaderNames.CONTENT_TYPE);
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }
}
