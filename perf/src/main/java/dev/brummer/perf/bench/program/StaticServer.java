package dev.brummer.perf.bench.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// An HTTP server on loopback with constant responses, the server behind the compared proxies. Runs
/// in a JVM of its own; one virtual thread per connection.
final class StaticServer {
  private static final int MAX_REQUEST = 1 << 14;
  private static final byte[] END = {'\r', '\n', '\r', '\n'};

  /// Responses by the second character of the path.
  private final byte[][] responses = new byte[128][];

  private StaticServer() {
    byte[] missing = response("404 Not Found", "text/plain", "not found");
    Arrays.fill(responses, missing);
    for (ServedPage page : ServedPage.values()) {
      responses[page.path().charAt(1)] = response("200 OK", page.type(), page.body());
    }
  }

  /// @param arguments the port
  static void main(String[] arguments) throws IOException {
    StaticServer server = new StaticServer();
    int port = Integer.parseInt(arguments[0]);
    try (ServerSocket socket = new ServerSocket(port, 100, InetAddress.getLoopbackAddress())) {
      while (true) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> server.serve(client));
      }
    }
  }

  private static byte[] response(String status, String type, String body) {
    String head =
        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, type, body.length());
    return (head + body).getBytes(StandardCharsets.ISO_8859_1);
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      byte[] request = new byte[MAX_REQUEST];
      InputStream in = client.getInputStream();
      OutputStream out = client.getOutputStream();
      int length = 0;
      int count = in.read(request);
      while (count > 0) {
        length += count;
        if (endsRequest(request, length)) {
          out.write(responses[pathInitial(request)]);
          length = 0;
        }
        count = in.read(request, length, MAX_REQUEST - length);
      }
    } catch (IOException gone) {
      return;
    }
  }

  private static boolean endsRequest(byte[] request, int length) {
    return length >= END.length
        && Arrays.equals(request, length - END.length, length, END, 0, END.length);
  }

  /// Returns the first character of the path after its slash.
  private static int pathInitial(byte[] request) {
    int at = 0;
    while (request[at] != '/') {
      at++;
    }
    return request[at + 1] & 127;
  }
}
