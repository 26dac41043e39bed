package dev.brummer.perf.bench.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A minimal HTTP server on loopback with a constant two-byte response and keep-alive connections,
/// so that the proxy in front of it dominates the measurement. One thread per connection.
final class MinimalHttpServer implements AutoCloseable {
  static final byte[] REQUEST =
      "GET /a.js HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private static final byte[] RESPONSE =
      "HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\nContent-Length: 2\r\n\r\nok"
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket socket;

  MinimalHttpServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("minimal-http-server").start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        Thread.ofPlatform().daemon().start(() -> respond(client));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static void respond(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      byte[] request = new byte[4096];
      InputStream in = client.getInputStream();
      while (in.read(request) > 0) {
        client.getOutputStream().write(RESPONSE);
      }
    } catch (IOException gone) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
