package dev.brummer.perf.bench.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Answers every request on loopback with two bytes, over connections that stay: the least a server
/// can do, so that what is measured is what stands before it.
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
    Thread.ofPlatform().daemon().name("tiny-server").start(this::accept);
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
