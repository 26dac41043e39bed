package dev.brummer.proxy.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// A whole small answer of brummer's own.
///
/// @param headers further header lines, each with its CRLF
record Reply(int status, String contentType, String headers, byte[] body) {
  static Reply text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", "", text + "\n");
  }

  static Reply of(int status, String contentType, String headers, String body) {
    return new Reply(status, contentType, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  static Reply empty(int status) {
    return new Reply(status, "", "", new byte[0]);
  }

  /// @param withoutBody the request was HEAD
  void writeTo(Frontend front, boolean withoutBody, boolean keepAlive) {
    boolean bodyless = status == 204 || status == 304;
    StringBuilder head = new StringBuilder(160);
    head.append("HTTP/1.1 ").append(status).append(' ').append(reason(status)).append("\r\n");
    if (!bodyless) {
      head.append("Content-Type: ").append(contentType).append("\r\n");
      head.append("Content-Length: ").append(body.length).append("\r\n");
      head.append("X-Content-Type-Options: nosniff\r\n");
    }
    if (!headers.contains("Cache-Control")) {
      head.append("Cache-Control: no-store\r\n");
    }
    head.append(headers);
    if (!keepAlive) {
      head.append("Connection: close\r\n");
    }
    head.append("\r\n");
    ByteBuf out = front.alloc().buffer(head.length() + body.length);
    out.writeCharSequence(head, StandardCharsets.ISO_8859_1);
    if (!bodyless && !withoutBody) {
      out.writeBytes(body);
    }
    front.write(out);
    front.flush();
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 204 -> "No Content";
      case 304 -> "Not Modified";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 413 -> "Content Too Large";
      case 431 -> "Request Header Fields Too Large";
      case 501 -> "Not Implemented";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      case 505 -> "HTTP Version Not Supported";
      default -> "Error";
    };
  }
}
