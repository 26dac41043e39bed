package dev.brummer.proxy.http.message;

import dev.brummer.proxy.route.Origin;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A validated request head: an origin-form target (or `*`), a token as the method, exactly one
/// host, an unambiguous body length.
///
/// @param requestedOrigin origin of an absolute-form or CONNECT target; null for a path
/// @param minorVersion minor HTTP version: 0 or 1
/// @param host the requested authority
/// @param chunked whether the body is chunked
/// @param length of the body; 0 if there is none or it is unknown
public record RequestHead(
    String method,
    String target,
    @Nullable Origin requestedOrigin,
    int minorVersion,
    String host,
    Headers headers,
    boolean chunked,
    long length) {
  private static final int MAX_HEADERS = 256;
  private static final int MIN_DASHED_NAME = "Content-Length".length();

  public static RequestHead of(HttpRequest request) throws MalformedMessageException {
    Headers headers = new Headers(HeaderFields.of(request.headers()));
    int minor = minor(request.protocolVersion());
    checkTarget(request.uri());
    if (request.headers().size() > MAX_HEADERS) {
      throw new MalformedMessageException(
          431, "The request has more than " + MAX_HEADERS + " header lines.");
    }
    checkNames(headers.fields());
    checkHost(headers, minor);
    checkSingle(headers, HttpHeaderNames.ORIGIN);
    checkSingle(headers, HeaderNames.SEC_FETCH_SITE);
    String option = headers.forbiddenConnectionOption();
    if (option != null) {
      throw MalformedMessageException.badRequest(
          "The Connection header names " + option + ", which the server needs.");
    }
    boolean chunked = chunked(headers, minor);
    long length = chunked ? 0 : length(headers);
    String method = request.method().name();
    String target = request.uri();
    if (target.startsWith("/") || (target.equals("*") && method.equals("OPTIONS"))) {
      String host = headers.firstOrEmpty(HttpHeaderNames.HOST);
      return new RequestHead(method, target, null, minor, host, headers, chunked, length);
    }
    boolean isConnect = method.equals("CONNECT");
    Origin origin = isConnect ? Origin.ofAuthority("tcp", target, -1) : Origin.of(target);
    boolean valid = origin != null && !Origin.hasUserInfo(target);
    if (!valid || origin == null || (isConnect && (chunked || length > 0))) {
      throw MalformedMessageException.badRequest("The request target must be a path or a URL.");
    }
    String path = isConnect ? target : Origin.pathOf(target);
    String authority = isConnect ? target : origin.authority();
    return new RequestHead(method, path, origin, minor, authority, headers, chunked, length);
  }

  /// Rejects names that a server may take for those that frame the message: gateways such as WSGI
  /// and CGI read an underscore as a dash. And the keys of an obsolete WebSocket handshake, which
  /// announce eight bytes without a length.
  private static void checkNames(HeaderFields fields) throws MalformedMessageException {
    for (int i = 0; i < fields.size(); i++) {
      AsciiString name = fields.name(i);
      if (name.length() >= MIN_DASHED_NAME && AsciiString.indexOf(name, '_', 0) >= 0) {
        String dashed = name.toString().replace('_', '-');
        if (HeaderNames.FRAMING.contains(dashed)) {
          throw MalformedMessageException.badRequest(
              "The header " + name + " can be taken for " + dashed + ".");
        }
      }
    }
    if (fields.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1)) {
      throw MalformedMessageException.badRequest("The WebSocket handshake is obsolete.");
    }
  }

  private static void checkHost(Headers headers, int minor) throws MalformedMessageException {
    int hosts = headers.count(HttpHeaderNames.HOST);
    if (hosts > 1 || (hosts == 0 && minor == 1)) {
      throw MalformedMessageException.badRequest("A request must have exactly one Host header.");
    }
    String host = headers.firstOrEmpty(HttpHeaderNames.HOST);
    if (!host.isEmpty() && Origin.ofAuthority("http", host, 80) == null) {
      throw MalformedMessageException.badRequest("The Host header is not a valid host.");
    }
  }

  /// Rejects a repeated header, also as a list: two readers could choose different values.
  private static void checkSingle(Headers headers, AsciiString name)
      throws MalformedMessageException {
    String value = headers.first(name);
    if (value != null && (value.indexOf(',') >= 0 || headers.count(name) > 1)) {
      throw MalformedMessageException.badRequest(
          "A request must have at most one " + name + " header.");
    }
  }

  /// Whether a request asks for another protocol on its connection: the bytes behind it are no
  /// request.
  public static boolean asksForSwitch(HttpRequest request) {
    return request.decoderResult().isSuccess()
        && (request.method().name().equals("CONNECT")
            || isUpgrade(
                request.protocolVersion().minorVersion(),
                new Headers(HeaderFields.of(request.headers()))));
  }

  private static int minor(HttpVersion version) throws MalformedMessageException {
    if (version.equals(HttpVersion.HTTP_1_1)) {
      return 1;
    }
    if (version.equals(HttpVersion.HTTP_1_0)) {
      return 0;
    }
    throw new MalformedMessageException(505, "Only HTTP/1.1 and HTTP/1.0 are supported.");
  }

  /// Accepts all visible characters; browsers send some raw octets above ASCII.
  private static void checkTarget(String target) throws MalformedMessageException {
    boolean visible = !target.isEmpty();
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      visible &= c > ' ' && c != 0x7f;
    }
    if (!visible) {
      throw MalformedMessageException.badRequest("The request target is malformed.");
    }
  }

  private static boolean chunked(Headers headers, int minor) throws MalformedMessageException {
    int codings = headers.count(HttpHeaderNames.TRANSFER_ENCODING);
    if (codings == 0) {
      return false;
    }
    if (minor == 0 || headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      throw MalformedMessageException.badRequest("The length of the body is ambiguous.");
    }
    if (codings > 1
        || !headers.firstOrEmpty(HttpHeaderNames.TRANSFER_ENCODING).equalsIgnoreCase("chunked")) {
      throw new MalformedMessageException(501, "Only the transfer coding chunked is supported.");
    }
    return true;
  }

  private static long length(Headers headers) throws MalformedMessageException {
    int lengths = headers.count(HttpHeaderNames.CONTENT_LENGTH);
    if (lengths > 1) {
      throw MalformedMessageException.badRequest("A request must have at most one Content-Length.");
    }
    if (lengths == 0) {
      return 0;
    }
    String digits = headers.firstOrEmpty(HttpHeaderNames.CONTENT_LENGTH);
    boolean valid = !digits.isEmpty() && digits.length() <= 18;
    for (int i = 0; i < digits.length(); i++) {
      valid &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    if (!valid) {
      throw MalformedMessageException.badRequest("The Content-Length is not a number.");
    }
    return Long.parseLong(digits);
  }

  public boolean isHead() {
    return method.equals("HEAD");
  }

  public boolean hasBody() {
    return chunked || length > 0;
  }

  /// Whether the method is idempotent (RFC 9110, 9.2.2).
  public boolean isIdempotent() {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" -> true;
      default -> false;
    };
  }

  /// Whether the client keeps the connection open after the response.
  public boolean isKeepAlive() {
    return minorVersion == 0
        ? headers.containsToken(HttpHeaderNames.CONNECTION, "keep-alive")
        : !headers.containsToken(HttpHeaderNames.CONNECTION, "close");
  }

  /// Whether the client requests another protocol on this connection. HTTP/2 is not offered.
  public boolean isUpgrade() {
    return isUpgrade(minorVersion, headers);
  }

  private static boolean isUpgrade(int minorVersion, Headers headers) {
    return minorVersion == 1
        && headers.contains(HttpHeaderNames.UPGRADE)
        && headers.containsToken(HttpHeaderNames.CONNECTION, "upgrade")
        && !headers.firstOrEmpty(HttpHeaderNames.UPGRADE).toLowerCase(Locale.ROOT).contains("h2c");
  }

  /// Whether a browser requests a document for a window or frame, as opposed to data for a script.
  /// Detected by `Sec-Fetch-Dest`, for other clients by `Accept`.
  public boolean isNavigation() {
    String destination = headers.first(HeaderNames.SEC_FETCH_DEST);
    if (destination != null) {
      return switch (destination) {
        case "document", "iframe", "frame" -> true;
        default -> false;
      };
    }
    return headers.firstOrEmpty(HttpHeaderNames.ACCEPT).contains("text/html")
        && !headers.contains(HttpHeaderNames.X_REQUESTED_WITH);
  }

  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
