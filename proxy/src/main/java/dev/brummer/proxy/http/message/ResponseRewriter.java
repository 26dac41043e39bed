package dev.brummer.proxy.http.message;

import dev.brummer.proxy.inject.CspRewriter;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/// Rewrites a response head for the client.
public final class ResponseRewriter {
  /// Delimitation of the body on the client's connection.
  public enum Framing {
    /// By length, or without a body.
    LENGTH,
    CHUNKED,
    UNTIL_CLOSE
  }

  private static final HeaderNames REWRITTEN =
      HeaderNames.of(
          HttpHeaderNames.LOCATION,
          HttpHeaderNames.CONTENT_LOCATION,
          HeaderNames.LINK,
          HeaderNames.SOURCE_MAP,
          HeaderNames.REFRESH,
          HttpHeaderNames.SET_COOKIE,
          HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN,
          HeaderNames.TIMING_ALLOW_ORIGIN);

  private static final HeaderNames SECURITY_POLICIES =
      HeaderNames.of(HttpHeaderNames.CONTENT_SECURITY_POLICY, HeaderNames.POLICY_REPORT_ONLY);

  /// Fields that the proxy adds at most, about.
  private static final int ADDED = 2;

  private final RequestHead request;
  private final ResponseHead response;
  private final OriginMapping mapping;

  /// An allowed origin was translated, so the response depends on the sent one.
  private boolean variesByOrigin;

  private final HeaderFields out;

  public ResponseRewriter(RequestHead request, ResponseHead response, OriginMapping mapping) {
    this.request = request;
    this.response = response;
    this.mapping = mapping;
    this.out = new HeaderFields(response.headers().fields().size() + ADDED);
  }

  /// @param policy widens the security policies of a document that gets the script, else null
  public HttpResponse rewrite(Framing framing, boolean keepAlive, @Nullable CspRewriter policy) {
    boolean document = policy != null;
    boolean options = response.headers().hasConnectionOptions();
    boolean markETag = document || (response.status() == 304 && request.isNavigation());
    HeaderFields fields = response.headers().fields();
    for (int i = 0; i < fields.size(); i++) {
      AsciiString name = fields.name(i);
      boolean dropped =
          !HttpAscii.isToken(name)
              || response.headers().isHopByHop(name, options)
              || (dropsLength(framing) && matches(HttpHeaderNames.CONTENT_LENGTH, name))
              || (document && matches(HttpHeaderNames.CONTENT_ENCODING, name));
      if (!dropped) {
        addHeader(fields, i, markETag, policy);
      }
    }
    if (variesByOrigin && !declaresVariation()) {
      out.add("Vary", "Origin");
    }
    if (framing == Framing.CHUNKED) {
      out.add("Transfer-Encoding", HttpHeaderValues.CHUNKED);
    }
    if (!keepAlive) {
      out.add("Connection", HttpHeaderValues.CLOSE);
    } else if (request.minorVersion() == 0) {
      out.add("Connection", HttpHeaderValues.KEEP_ALIVE);
    }
    return head();
  }

  /// A response 204 must not have a length.
  private boolean dropsLength(Framing framing) {
    return framing != Framing.LENGTH || response.status() == 204;
  }

  private boolean declaresVariation() {
    return response.headers().containsToken(HttpHeaderNames.VARY, "origin")
        || response.headers().containsToken(HttpHeaderNames.VARY, "*");
  }

  /// Rewrites an interim response (100, 103) or a protocol switch, including the headers of its
  /// connection, without those that would announce a body.
  public HttpResponse rewriteInterim() {
    HeaderFields fields = response.headers().fields();
    for (int i = 0; i < fields.size(); i++) {
      AsciiString name = fields.name(i);
      boolean announcesBody =
          matches(HttpHeaderNames.CONTENT_LENGTH, name)
              || matches(HttpHeaderNames.TRANSFER_ENCODING, name);
      if (HttpAscii.isToken(name) && !announcesBody) {
        addHeader(fields, i, false, null);
      }
    }
    return head();
  }

  private HttpResponse head() {
    HttpResponseStatus status = HttpResponseStatus.valueOf(response.status(), response.reason());
    return new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, out);
  }

  private static boolean matches(AsciiString expected, CharSequence name) {
    return expected.contentEqualsIgnoreCase(name);
  }

  private void addHeader(
      HeaderFields fields, int field, boolean markETag, @Nullable CspRewriter policy) {
    AsciiString name = fields.name(field);
    CharSequence value = fields.value(field);
    if (REWRITTEN.contains(name)) {
      out.add(name, rewriteValue(name, value.toString()));
    } else if (policy != null && SECURITY_POLICIES.contains(name)) {
      out.add(name, policy.widen(value.toString()));
    } else if (markETag && matches(HttpHeaderNames.ETAG, name)) {
      out.add(name, ETags.mark(value.toString()));
    } else {
      out.copy(fields, field);
    }
  }

  private String rewriteValue(CharSequence name, String value) {
    if (matches(HeaderNames.REFRESH, name)) {
      return mapping.refreshToBrowser(value);
    }
    if (matches(HttpHeaderNames.SET_COOKIE, name)) {
      return mapping.cookieToBrowser(value);
    }
    if (matches(HeaderNames.LINK, name)) {
      return mapping.linksToBrowser(value);
    }
    boolean allowance =
        matches(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, name)
            || matches(HeaderNames.TIMING_ALLOW_ORIGIN, name);
    return allowance ? translateAllowance(value) : mapping.toBrowser(value);
  }

  private String translateAllowance(String value) {
    String sentOrigin = request.headers().first(HttpHeaderNames.ORIGIN);
    String translated = mapping.allowedOriginToBrowser(value, sentOrigin);
    variesByOrigin |= !translated.equals(value);
    return translated;
  }
}
