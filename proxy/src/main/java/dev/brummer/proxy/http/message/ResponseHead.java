package dev.brummer.proxy.http.message;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Locale;

/// The head of a server's response.
public record ResponseHead(int status, String reason, int minorVersion, Headers headers) {
  public static ResponseHead of(HttpResponse response) throws MalformedMessageException {
    HttpVersion version = response.protocolVersion();
    boolean isHttp10 = version.equals(HttpVersion.HTTP_1_0);
    int status = response.status().code();
    if ((!isHttp10 && !version.equals(HttpVersion.HTTP_1_1)) || status < 100 || status > 999) {
      throw new MalformedMessageException(502, "The server does not speak HTTP/1.1.");
    }
    return new ResponseHead(
        status,
        response.status().reasonPhrase(),
        isHttp10 ? 0 : 1,
        new Headers(response.headers()));
  }

  public boolean isInterim() {
    return status < 200 && status != 101;
  }

  public boolean isChunked() {
    return headers.containsToken(HttpHeaderNames.TRANSFER_ENCODING, "chunked");
  }

  /// Whether no body follows regardless of the headers, for requests other than HEAD.
  public boolean isBodyless() {
    return status < 200 || status == 204 || status == 304;
  }

  /// Whether the body ends with the connection.
  public boolean isDelimitedByClose() {
    return !isBodyless()
        && !isChunked()
        && (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
            || !headers.contains(HttpHeaderNames.CONTENT_LENGTH));
  }

  /// Whether the connection can carry another request afterwards.
  public boolean isKeepAlive() {
    return minorVersion == 0
        ? headers.containsToken(HttpHeaderNames.CONNECTION, "keep-alive")
        : !headers.containsToken(HttpHeaderNames.CONNECTION, "close");
  }

  /// The media type without parameters, in lower case.
  public String mediaType() {
    String type = headers.firstOrEmpty(HttpHeaderNames.CONTENT_TYPE);
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }
}
