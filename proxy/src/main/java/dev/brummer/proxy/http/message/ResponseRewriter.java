package dev.brummer.proxy.http.message;

import dev.brummer.proxy.inject.ContentSecurityPolicy;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes an answer's head as the client is to see it.
public final class ResponseRewriter {
  /// How the body's end shows on the client's connection.
  public enum Framing {
    /// By its length, or there is no body.
    LENGTH,
    CHUNKED,
    UNTIL_CLOSE
  }

  private static final HeaderNames MAPPED =
      HeaderNames.of(
          HttpHeaderNames.LOCATION,
          HttpHeaderNames.CONTENT_LOCATION,
          HeaderNames.REFRESH,
          HttpHeaderNames.SET_COOKIE,
          HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN);

  private static final HeaderNames POLICIES =
      HeaderNames.of(HttpHeaderNames.CONTENT_SECURITY_POLICY, HeaderNames.POLICY_REPORT_ONLY);

  private final RequestHead request;
  private final ResponseHead response;
  private final OriginMapping mapping;
  private final HttpHeaders out =
      DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();

  public ResponseRewriter(RequestHead request, ResponseHead response, OriginMapping mapping) {
    this.request = request;
    this.response = response;
    this.mapping = mapping;
  }

  /// @param policy widens security policies of a document that gets the tag, else null
  public HttpResponse map(
      Framing framing, boolean keepAlive, @Nullable ContentSecurityPolicy policy) {
    boolean document = policy != null;
    boolean marked = document || (response.status() == 304 && request.navigates());
    Iterator<Map.Entry<CharSequence, CharSequence>> fields = response.fields().all();
    while (fields.hasNext()) {
      Map.Entry<CharSequence, CharSequence> field = fields.next();
      CharSequence name = field.getKey();
      boolean dropped =
          !HttpAscii.isToken(name)
              || response.fields().hopByHop(name)
              || (framing != Framing.LENGTH && is(HttpHeaderNames.CONTENT_LENGTH, name))
              || (document && is(HttpHeaderNames.CONTENT_ENCODING, name));
      if (!dropped) {
        field(name, field.getValue(), marked, policy);
      }
    }
    if (framing == Framing.CHUNKED) {
      out.add("Transfer-Encoding", HttpHeaderValues.CHUNKED);
    }
    if (!keepAlive) {
      out.add("Connection", HttpHeaderValues.CLOSE);
    } else if (request.minor() == 0) {
      out.add("Connection", HttpHeaderValues.KEEP_ALIVE);
    }
    return head();
  }

  /// An interim answer (100, 103) or the switch of protocols with all its fields.
  public HttpResponse asIs() {
    out.add(response.fields().headers());
    return head();
  }

  private HttpResponse head() {
    HttpResponseStatus status = HttpResponseStatus.valueOf(response.status(), response.reason());
    return new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, out);
  }

  private static boolean is(io.netty.util.AsciiString expected, CharSequence name) {
    return expected.contentEqualsIgnoreCase(name);
  }

  private void field(
      CharSequence name,
      CharSequence value,
      boolean marked,
      @Nullable ContentSecurityPolicy policy) {
    if (MAPPED.has(name)) {
      out.add(name, mapped(name, value.toString()));
    } else if (policy != null && POLICIES.has(name)) {
      out.add(name, policy.widen(value.toString()));
    } else if (marked && is(HttpHeaderNames.ETAG, name)) {
      out.add(name, ETags.marked(value.toString()));
    } else {
      out.add(name, value);
    }
  }

  private String mapped(CharSequence name, String value) {
    if (is(HeaderNames.REFRESH, name)) {
      return mapping.refreshToBrowser(value);
    }
    if (is(HttpHeaderNames.SET_COOKIE, name)) {
      return mapping.cookieToBrowser(value);
    }
    return is(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, name)
        ? mapping.allowedOrigin(value, request.fields().first(HttpHeaderNames.ORIGIN))
        : mapping.toBrowser(value);
  }
}
