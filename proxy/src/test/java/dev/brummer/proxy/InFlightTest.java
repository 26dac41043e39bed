package dev.brummer.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Memory held by a page whose client does not read: a few parts, whatever its size.
class InFlightTest {
  private static final int PAGE = 32 * 1024 * 1024;
  private static final int CLIENTS = 8;

  /// The unsent bytes at which reading stops, a read before them and one behind them, in pages of
  /// the pool.
  private static final long MAX_BYTES_PER_CLIENT = 512 * 1024;

  private static final byte[] PLAIN = page();

  @Test
  void answer_clientsThatDoNotRead_heldInPartsOnly(TestReporter reporter) throws Exception {
    byte[] compressed = gzip(PLAIN);
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/";
    check(reporter, "forwarded", head + "plain\r\nContent-Length: " + PAGE + "\r\n\r\n", PLAIN);
    check(reporter, "injected", head + "html\r\nContent-Length: " + PAGE + "\r\n\r\n", PLAIN);
    check(
        reporter,
        "decompressed, " + PAGE / compressed.length + ":1",
        head
            + "html\r\nContent-Encoding: gzip\r\nContent-Length: "
            + compressed.length
            + "\r\n\r\n",
        compressed);
  }

  private static void check(TestReporter reporter, String kind, String head, byte[] body)
      throws Exception {
    RawServer.Script script =
        rawConnection -> {
          while (!rawConnection.readHead().isEmpty()) {
            rawConnection.write(head);
            rawConnection.write(body);
          }
        };
    try (RawServer server = new RawServer(script);
        TestProxy proxy = new TestProxy()) {
      int port = proxy.open(server.port());
      List<RawConnection> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        RawConnection client = connectSlowReader(port);
        clients.add(client);
        client.get("/page", "Accept: text/html\r\nConnection: close\r\n");
        client.readHead();
      }
      long max = 0;
      long length = 0;
      for (RawConnection client : clients) {
        max = Math.max(max, proxy.server.bufferedBytes());
        length = drain(client, proxy, length);
        max = Math.max(max, proxy.server.bufferedBytes());
        client.close();
      }
      assertTrue(length >= (long) CLIENTS * PAGE, length + " bytes received");
      reporter.publishEntry(
          "in flight, " + kind,
          "%d clients, pages of %d kB, at most %d kB each"
              .formatted(CLIENTS, PAGE >> 10, max / CLIENTS >> 10));
      assertTrue(max < CLIENTS * MAX_BYTES_PER_CLIENT, kind + ": " + max + " bytes");
    }
  }

  private static long drain(RawConnection client, TestProxy proxy, long before) throws IOException {
    byte[] part = new byte[64 * 1024];
    long count = before;
    int read;
    while ((read = client.readSome(part)) >= 0) {
      count += read;
      assertTrue(proxy.server.bufferedBytes() < CLIENTS * MAX_BYTES_PER_CLIENT);
    }
    return count;
  }

  private static RawConnection connectSlowReader(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8 * 1024);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    return new RawConnection(socket);
  }

  private static byte[] page() {
    StringBuilder page = new StringBuilder(PAGE).append("<html><head><title>t</title></head>");
    while (page.length() < PAGE) {
      page.append("<p>the same again</p>\n");
    }
    page.setLength(PAGE);
    byte[] bytes = page.toString().getBytes(StandardCharsets.US_ASCII);
    assertEquals(PAGE, bytes.length);
    return bytes;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
      packing.write(plain);
    }
    return out.toByteArray();
  }
}
