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

/// How much of a page is in memory while its client does not read: a few parts, whatever its size.
class InFlightTest {
  private static final int PAGE = 32 * 1024 * 1024;
  private static final int CLIENTS = 8;

  /// What Netty's write buffer lets through, a read before it and one behind it, pages of the pool.
  private static final long MOST_EACH = 384 * 1024;

  private static final byte[] PLAIN = page();

  @Test
  void answer_clientsThatDoNotRead_heldInPartsOnly() throws Exception {
    byte[] packed = gzip(PLAIN);
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/";
    check("passed", head + "plain\r\nContent-Length: " + PAGE + "\r\n\r\n", PLAIN);
    check("injected", head + "html\r\nContent-Length: " + PAGE + "\r\n\r\n", PLAIN);
    check(
        "unpacked, " + PAGE / packed.length + ":1",
        head + "html\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.length + "\r\n\r\n",
        packed);
  }

  private static void check(String kind, String head, byte[] body) throws Exception {
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
        RawConnection client = slow(port);
        clients.add(client);
        client.get("/page", "Accept: text/html\r\nConnection: close\r\n");
        client.readHead();
      }
      long most = 0;
      long length = 0;
      for (RawConnection client : clients) {
        most = Math.max(most, proxy.server.bufferedBytes());
        length = drain(client, proxy, length);
        most = Math.max(most, proxy.server.bufferedBytes());
        client.close();
      }
      assertTrue(length >= (long) CLIENTS * PAGE, length + " bytes came");
      System.out.printf(
          "in flight, %s: %d clients, pages of %d kB, at most %d kB each%n",
          kind, CLIENTS, PAGE >> 10, most / CLIENTS >> 10);
      assertTrue(most < CLIENTS * MOST_EACH, kind + ": " + most + " bytes");
    }
  }

  private static long drain(RawConnection client, TestProxy proxy, long before) throws IOException {
    byte[] part = new byte[64 * 1024];
    long count = before;
    int read;
    while ((read = client.readSome(part)) >= 0) {
      count += read;
      assertTrue(proxy.server.bufferedBytes() < CLIENTS * MOST_EACH);
    }
    return count;
  }

  private static RawConnection slow(int port) throws IOException {
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
