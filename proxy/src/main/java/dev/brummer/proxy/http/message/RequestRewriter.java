package dev.brummer.proxy.http.message;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/// Rewrites a request head for the server.
///
/// `X-Forwarded-Host` repeats `Host` because frameworks compare it with `Origin`, which is
/// translated to the server's own, too. The server sees consistent values, as without a proxy.
public final class RequestRewriter {
  /// Set by the proxy, whatever the client sent.
  private static final HeaderNames REPLACED =
      HeaderNames.of(
          HttpHeaderNames.HOST,
          HttpHeaderNames.ORIGIN,
          HttpHeaderNames.REFERER,
          HttpHeaderNames.IF_NONE_MATCH,
          HeaderNames.REPLAY,
          HeaderNames.TRACEPARENT,
          HeaderNames.X_FORWARDED_FOR,
          HeaderNames.X_FORWARDED_HOST,
          HeaderNames.X_FORWARDED_PROTO);

  /// Dropped for documents that may get the script: the server must send them complete and
  /// uncompressed.
  private static final HeaderNames NOT_FOR_DOCUMENTS =
      HeaderNames.of(
          HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderNames.RANGE, HttpHeaderNames.IF_RANGE);

  private static final AsciiString HOST = AsciiString.cached("Host");
  private static final AsciiString ORIGIN = AsciiString.cached("Origin");
  private static final AsciiString REFERER = AsciiString.cached("Referer");

  /// Fields that the proxy adds at most, about.
  private static final int ADDED = 6;

  private final RequestHead head;
  private final OriginMapping mapping;
  private final HeaderFields out;

  private RequestRewriter(RequestHead head, OriginMapping mapping, HeaderFields out) {
    this.head = head;
    this.mapping = mapping;
    this.out = out;
  }

  /// @param document whether the response may get the script
  public static HttpRequest rewrite(
      RequestHead head,
      OriginMapping mapping,
      boolean document,
      String client,
      String traceparent) {
    HeaderFields out = new HeaderFields(head.headers().fields().size() + ADDED);
    RequestRewriter mapper = new RequestRewriter(head, mapping, out);
    out.add(HOST, mapping.targetAuthority());
    mapper.copyHeaders(document);
    mapper.rewrite(document);
    mapper.addForwardedHeaders(client);
    if (document) {
      out.add("Accept-Encoding", "identity");
    }
    out.add(HeaderNames.TRACEPARENT, traceparent);
    if (head.chunked()) {
      out.add("Transfer-Encoding", HttpHeaderValues.CHUNKED);
    }
    if (head.isUpgrade()) {
      out.add("Connection", "Upgrade");
      out.add("Upgrade", head.headers().firstOrEmpty(HttpHeaderNames.UPGRADE));
    }
    return new DefaultHttpRequest(
        HttpVersion.HTTP_1_1, HttpMethod.valueOf(head.method()), head.target(), out);
  }

  private void copyHeaders(boolean document) {
    boolean options = head.headers().hasConnectionOptions();
    boolean unconditional = document && ifNoneMatch(true) == null;
    HeaderFields fields = head.headers().fields();
    for (int i = 0; i < fields.size(); i++) {
      AsciiString name = fields.name(i);
      boolean dropped =
          REPLACED.contains(name)
              || (document && NOT_FOR_DOCUMENTS.contains(name))
              || (unconditional && HttpHeaderNames.IF_MODIFIED_SINCE.contentEqualsIgnoreCase(name))
              || head.headers().isHopByHop(name, options);
      if (!dropped) {
        out.copy(fields, i);
      }
    }
    if (head.headers().containsToken(HttpHeaderNames.TE, "trailers")) {
      out.add("TE", "trailers");
    }
  }

  private void rewrite(boolean document) {
    String origin = head.headers().first(HttpHeaderNames.ORIGIN);
    if (origin != null) {
      out.add(ORIGIN, mapping.toServer(origin));
    }
    String referer = head.headers().first(HttpHeaderNames.REFERER);
    if (referer != null) {
      out.add(REFERER, mapping.toServer(referer));
    }
    String match = ifNoneMatch(document);
    if (match != null) {
      out.add("If-None-Match", match);
    }
  }

  private @Nullable String ifNoneMatch(boolean document) {
    String value = head.headers().first(HttpHeaderNames.IF_NONE_MATCH);
    return value == null ? null : ETags.forServer(value, document);
  }

  private void addForwardedHeaders(String client) {
    String before = head.headers().first(HeaderNames.X_FORWARDED_FOR);
    out.add(HeaderNames.X_FORWARDED_FOR, before == null ? client : before + ", " + client);
    out.add(HeaderNames.X_FORWARDED_HOST, mapping.targetAuthority());
    out.add(HeaderNames.X_FORWARDED_PROTO, mapping.target().scheme());
  }
}
