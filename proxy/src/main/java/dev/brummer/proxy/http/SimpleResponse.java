package dev.brummer.proxy.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A whole small answer of brummer's own.
///
/// @param headers further header fields
@SuppressWarnings("ArrayRecordComponent") // not compared, and not written to
record SimpleResponse(int status, String contentType, Map<String, String> headers, byte[] body) {
  static SimpleResponse text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text + "\n");
  }

  static SimpleResponse of(int status, String contentType, String body) {
    return new SimpleResponse(status, contentType, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  static SimpleResponse empty(int status) {
    return new SimpleResponse(status, "", Map.of(), new byte[0]);
  }

  void writeTo(ClientConnection client, boolean keepAlive) {
    FullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
    HttpHeaders fields = answer.headers();
    if (status != 204 && status != 304) {
      fields.set("Content-Type", contentType);
      fields.set("Content-Length", body.length);
      fields.set("X-Content-Type-Options", "nosniff");
    }
    headers.forEach(fields::set);
    if (!fields.contains(HttpHeaderNames.CACHE_CONTROL)) {
      fields.set("Cache-Control", "no-store");
    }
    if (!keepAlive) {
      fields.set("Connection", HttpHeaderValues.CLOSE);
    }
    client.write(answer);
    client.flush();
  }
}
