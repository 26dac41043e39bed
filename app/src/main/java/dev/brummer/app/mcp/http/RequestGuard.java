package dev.brummer.app.mcp.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides from the head of a request whether it is served.
final class RequestGuard {
  static final String PATH = "/mcp";

  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String BEARER = "bearer ";

  /// Null for a server without authentication.
  private final byte @Nullable [] token;

  private final int maxBodyBytes;

  RequestGuard(@Nullable String token, int maxBodyBytes) {
    this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    this.maxBodyBytes = maxBodyBytes;
  }

  /// A refused request.
  record Refusal(int status, String text) {}

  /// @return null if the request is served
  @Nullable Refusal check(HttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      return new Refusal(400, "malformed HTTP request");
    }
    HttpHeaders headers = request.headers();
    if (!hasLoopbackHost(headers) || !hasLoopbackOrigin(headers)) {
      return new Refusal(403, "Host and Origin must be localhost, 127.0.0.1 or [::1]");
    }
    String path = request.uri();
    if (!path.equals(PATH) && !path.startsWith(PATH + "?")) {
      return new Refusal(404, "the MCP endpoint is " + PATH);
    }
    if (!isAuthorized(headers)) {
      return new Refusal(401, "a bearer token is required; `brummer mcp install --http` writes it");
    }
    return checkMethodAndBody(request);
  }

  private @Nullable Refusal checkMethodAndBody(HttpRequest request) {
    HttpMethod method = request.method();
    if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.DELETE)) {
      return null;
    }
    if (!method.equals(HttpMethod.POST)) {
      return new Refusal(405, "use POST, GET or DELETE");
    }
    String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    if (!mediaType(type).equals("application/json")) {
      return new Refusal(415, "Content-Type must be application/json");
    }
    long length = contentLength(request.headers());
    if (length < 0) {
      return new Refusal(400, "invalid Content-Length");
    }
    return length > maxBodyBytes ? tooLarge() : null;
  }

  Refusal tooLarge() {
    return new Refusal(413, "the body is larger than " + (maxBodyBytes >> 20) + " MB");
  }

  /// @return 0 if the length is not given; negative if it is invalid
  private static long contentLength(HttpHeaders headers) {
    String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
    if (length == null) {
      return 0;
    }
    try {
      return Long.parseLong(length.strip());
    } catch (NumberFormatException invalid) {
      return -1;
    }
  }

  private static String mediaType(String contentType) {
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  private static boolean hasLoopbackHost(HttpHeaders headers) {
    List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
    return hosts.size() == 1 && isLoopback(hosts.getFirst());
  }

  /// Programs that are no browsers send no origin.
  private static boolean hasLoopbackOrigin(HttpHeaders headers) {
    for (String origin : headers.getAll(HttpHeaderNames.ORIGIN)) {
      int scheme = origin.indexOf("://");
      boolean isHttp = origin.startsWith("http://") || origin.startsWith("https://");
      if (!isHttp || !isLoopback(origin.substring(scheme + "://".length()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLoopback(String hostAndPort) {
    int port = hostAndPort.lastIndexOf(':');
    boolean hasPort = port > hostAndPort.lastIndexOf(']');
    String host = hasPort ? hostAndPort.substring(0, port) : hostAndPort;
    return LOOPBACK_NAMES.contains(host.toLowerCase(Locale.ROOT))
        && (!hasPort || isNumber(hostAndPort.substring(port + 1)));
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private boolean isAuthorized(HttpHeaders headers) {
    if (token == null) {
      return true;
    }
    String given = headers.get(HttpHeaderNames.AUTHORIZATION, "");
    if (given.length() <= BEARER.length()
        || !given.substring(0, BEARER.length()).toLowerCase(Locale.ROOT).equals(BEARER)) {
      return false;
    }
    byte[] bytes = given.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(bytes, token);
  }
}
