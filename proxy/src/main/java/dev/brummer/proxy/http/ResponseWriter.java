package dev.brummer.proxy.http;

import dev.brummer.proxy.inject.Csp;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes an answer's head as the client is to see it.
final class ResponseWriter {
  /// How the body's end shows on the client's connection.
  enum Framing {
    /// As the server sent it: by its length or its chunks, or there is no body.
    AS_IS,
    CHUNKED,
    UNTIL_CLOSE
  }

  private static final Set<Known> MAPPED =
      EnumSet.of(
          Known.LOCATION,
          Known.CONTENT_LOCATION,
          Known.REFRESH,
          Known.SET_COOKIE,
          Known.ACCESS_CONTROL_ALLOW_ORIGIN);

  private static final Set<Known> POLICIES =
      EnumSet.of(Known.CONTENT_SECURITY_POLICY, Known.CONTENT_SECURITY_POLICY_REPORT_ONLY);

  private final RequestHead request;
  private final ResponseHead response;
  private final Mapping mapping;
  private final ByteBuf out;

  ResponseWriter(RequestHead request, ResponseHead response, Mapping mapping, ByteBuf out) {
    this.request = request;
    this.response = response;
    this.mapping = mapping;
    this.out = out;
  }

  /// @param rawChunks the server's chunks go on as they are
  /// @param policy widens security policies of a document that gets the tag, else null
  void write(Framing framing, boolean rawChunks, boolean keepAlive, @Nullable Csp policy) {
    statusLine();
    boolean document = policy != null;
    boolean marked = document || (response.status() == 304 && request.navigates());
    Fields fields = response.fields();
    for (int i = 0; i < fields.count(); i++) {
      Known known = fields.known(i);
      boolean dropped =
          fields.hopByHop(i)
              || (known == Known.CONTENT_LENGTH && (framing != Framing.AS_IS || rawChunks))
              || (document && known == Known.CONTENT_ENCODING);
      if (!dropped) {
        field(i, known, marked, policy);
      }
    }
    if (framing == Framing.CHUNKED || (framing == Framing.AS_IS && rawChunks)) {
      text("Transfer-Encoding: chunked\r\n");
    }
    if (!keepAlive) {
      text("Connection: close\r\n");
    } else if (request.minor() == 0) {
      text("Connection: keep-alive\r\n");
    }
    text("\r\n");
  }

  /// Writes an interim answer (100, 103) or the switch of protocols with all its fields.
  void writeAsIs() {
    statusLine();
    Fields fields = response.fields();
    for (int i = 0; i < fields.count(); i++) {
      fields.write(i, out);
    }
    text("\r\n");
  }

  private void statusLine() {
    text("HTTP/1.1 ").text(Integer.toString(response.status())).text(" ");
    text(response.reason()).text("\r\n");
  }

  private void field(int i, Known known, boolean marked, @Nullable Csp policy) {
    Fields fields = response.fields();
    if (MAPPED.contains(known)) {
      line(fields.name(i), mapped(known, fields.value(i)));
    } else if (policy != null && POLICIES.contains(known)) {
      line(fields.name(i), policy.widen(fields.value(i)));
    } else if (marked && known == Known.ETAG) {
      line(fields.name(i), Validators.marked(fields.value(i)));
    } else {
      fields.write(i, out);
    }
  }

  private String mapped(Known known, String value) {
    return switch (known) {
      case REFRESH -> mapping.refreshToBrowser(value);
      case SET_COOKIE -> mapping.cookieToBrowser(value);
      case ACCESS_CONTROL_ALLOW_ORIGIN ->
          mapping.allowedOrigin(value, request.fields().first(Known.ORIGIN));
      default -> mapping.toBrowser(value);
    };
  }

  private void line(String name, String value) {
    text(name).text(": ").text(value).text("\r\n");
  }

  private ResponseWriter text(String text) {
    out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
    return this;
  }
}
