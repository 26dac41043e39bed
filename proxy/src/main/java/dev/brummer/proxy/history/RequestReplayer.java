package dev.brummer.proxy.history;

import dev.brummer.engine.event.RequestDetail.NameValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Sends a recorded request again through the proxy's own listener, where it is rewritten, measured
/// and listed like any other. The response is discarded.
public final class RequestReplayer {
  private static final int CONNECT_TIMEOUT_MILLIS = 3000;
  private static final int READ_TIMEOUT_MILLIS = 60_000;

  private RequestReplayer() {}

  /// Blocks until the response ends; must not be called on an event loop.
  ///
  /// @param id of the original request
  /// @throws IOException if it cannot be sent or its body was discarded
  public static void replay(long id, RequestRecord original) throws IOException {
    byte[] body = original.body();
    if (body == null) {
      throw new IOException("its body was too large or is no longer stored");
    }
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), original.data().port()),
          CONNECT_TIMEOUT_MILLIS);
      socket.setSoTimeout(READ_TIMEOUT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(head(id, original.data(), body.length).getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      InputStream in = socket.getInputStream();
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static String head(long id, RequestRecord.ExchangeData request, int length) {
    StringBuilder head = new StringBuilder(512);
    head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    for (NameValue header : request.requestHeaders().all()) {
      if (!isRegenerated(header.name())) {
        head.append(header.name()).append(": ").append(header.value()).append("\r\n");
      }
    }
    if (length > 0 || request.requestHeaders().first("Content-Length") != null) {
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    return head.append(RequestRecord.REPLAY_HEADER)
        .append(": ")
        .append(id)
        .append("\r\nConnection: close\r\n\r\n")
        .toString();
  }

  /// Whether the header describes the connection or the framing, which a replay generates itself.
  private static boolean isRegenerated(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "connection",
          "keep-alive",
          "content-length",
          "transfer-encoding",
          "upgrade",
          "te",
          "expect",
          "traceparent",
          "if-none-match",
          "if-modified-since",
          RequestRecord.REPLAY_HEADER ->
          true;
      default -> false;
    };
  }
}
