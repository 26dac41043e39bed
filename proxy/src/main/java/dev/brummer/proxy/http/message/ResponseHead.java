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
    Headers headers = new Headers(HeaderFields.of(response.headers()));
    int minor = isHttp10 ? 0 : 1;
    checkCoding(headers, minor);
    String option = headers.forbiddenConnectionOption();
    if (option != null) {
      throw new MalformedMessageException(
          502, "The Connection header of the response names " + option + ", which browsers need.");
    }
    return new ResponseHead(status, response.status().reasonPhrase(), minor, headers);
  }

  /// Rejects a body whose end or content two readers could see differently.
  private static void checkCoding(Headers headers, int minor) throws MalformedMessageException {
    int codings = headers.count(HttpHeaderNames.TRANSFER_ENCODING);
    if (codings == 0) {
      return;
    }
    String coding = headers.firstOrEmpty(HttpHeaderNames.TRANSFER_ENCODING);
    if (codings > 1 || !coding.equalsIgnoreCase("chunked")) {
      throw new MalformedMessageException(
          502, "The server uses a transfer coding other than chunked.");
    }
    if (minor == 0) {
      throw new MalformedMessageException(502, "The server sends chunks with HTTP/1.0.");
    }
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

  /// Whether a response 205 has a body, which is not sent on.
  public boolean hasForbiddenBody() {
    return status == 205 && !headers.firstOrEmpty(HttpHeaderNames.CONTENT_LENGTH).equals("0");
  }

  /// Whether the body ends with the connection.
  public boolean isDelimitedByClose() {
    return !isBodyless()
        && !isChunked()
        && (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
            || !headers.contains(HttpHeaderNames.CONTENT_LENGTH));
  }

  /// Whether the connection can carry another request afterwards. Two lengths are a sign of an
  /// attack or a defect; the chunks count, and the connection ends (RFC 9112, 6.3).
  public boolean isKeepAlive() {
    boolean twoLengths = isChunked() && headers.contains(HttpHeaderNames.CONTENT_LENGTH);
    return !twoLengths && declaresKeepAlive();
  }

  private boolean declaresKeepAlive() {
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
