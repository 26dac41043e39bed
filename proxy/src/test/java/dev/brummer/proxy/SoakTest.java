package dev.brummer.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import io.netty.util.internal.PlatformDependent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Mixed requests, disconnecting clients and failing servers: every request ends, complete
/// responses are correct, no buffer leaks (checked when the proxy closes), memory stays flat.
/// `-Dbrummer.soak.requests=200000` runs a long soak.
class SoakTest {
  private static final int CLIENTS = 8;
  private static final int ROUNDS = Integer.getInteger("brummer.soak.requests", 1200) / CLIENTS;
  private static final long MINUTES = 20;

  /// Maximum of idle connections to one server, of two loops.
  private static final int MAX_IDLE = 64;

  /// Maximum of direct memory, independent of the number of requests.
  private static final long MAX_DIRECT_BYTES = 48L * 1024 * 1024;

  private static final String PAGE = "<html><head><title>t</title>" + "<p>text ".repeat(4000);

  @Test
  void mixedTraffic_withAbortsAndFaults_everyRequestEndsWell() throws Exception {
    try (RawServer server = new RawServer(SoakTest::serve);
        TestProxy proxy = new TestProxy();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      int port = proxy.open(server.port());
      List<Callable<Integer>> work = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int seed = i;
        work.add(() -> client(port, new Random(seed)));
      }
      int sent = 0;
      for (Future<Integer> each : clients.invokeAll(work, MINUTES, TimeUnit.MINUTES)) {
        sent += each.get();
      }
      assertEquals(CLIENTS * ROUNDS, sent);
      for (int i = 0; i < sent; i++) {
        proxy.await(Event.RequestCompleted.class, e -> true);
      }
      long direct = PlatformDependent.usedDirectMemory();
      SoakResult.print(
          sent + " mixed requests with aborts",
          "every one ends; direct memory below " + (MAX_DIRECT_BYTES >> 20) + " MB",
          sent + " ended; " + (direct >> 20) + " MB",
          direct > 0 && direct < MAX_DIRECT_BYTES,
          "-");
      assertTrue(direct > 0 && direct < MAX_DIRECT_BYTES, direct + " bytes of direct memory");
      assertTrue(
          server.openConnections() <= MAX_IDLE,
          server.openConnections() + " connections to the server are open");
    }
  }

  private static int client(int port, Random random) throws Exception {
    int sent = 0;
    RawConnection rawConnection = RawConnection.to(port);
    for (int i = 0; i < ROUNDS; i++) {
      int kind = random.nextInt(9);
      sent++;
      boolean open;
      try {
        open = request(rawConnection, kind, random);
      } catch (IOException failed) {
        assertTrue(kind >= 5, "kind " + kind + " failed: " + failed);
        open = false;
      }
      if (!open) {
        rawConnection.close();
        rawConnection = RawConnection.to(port);
      }
    }
    rawConnection.close();
    return sent;
  }

  /// Sends one request; false if the connection cannot be reused.
  private static boolean request(RawConnection rawConnection, int kind, Random random)
      throws IOException {
    String document = "Accept: text/html\r\n";
    switch (kind) {
      case 0 -> rawConnection.get("/plain", "");
      case 1, 2 -> rawConnection.get(kind == 1 ? "/page" : "/gzip", document);
      case 3 -> rawConnection.write(post(20_000, 20_000));
      case 4 -> rawConnection.get("/missing", "Accept: text/html\r\n");
      case 5 -> rawConnection.get("/breaks", "");
      case 6 -> rawConnection.get("/resets", "");
      case 7 -> rawConnection.write(post(20_000, random.nextInt(20_000)));
      default -> rawConnection.get("/gzip", document);
    }
    if (kind >= 7) {
      if (random.nextBoolean()) {
        rawConnection.socket().setSoLinger(true, 0);
      }
      if (kind == 8) {
        rawConnection.readHead();
      }
      return false;
    }
    String head = rawConnection.readHead();
    String body = rawConnection.readBody(head);
    switch (kind) {
      case 0, 3 -> assertEquals("ok", body);
      case 1, 2 -> assertEquals(PAGE, body.replaceFirst("<script src=[^>]*></script>", ""));
      default -> assertTrue(head.startsWith("HTTP/1.1 "), head);
    }
    return !head.contains("Connection: close");
  }

  private static String post(int announced, int sent) {
    return "POST /post HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
        + announced
        + "\r\n\r\n"
        + "x".repeat(sent);
  }

  private static void serve(RawConnection rawConnection) throws Exception {
    String head;
    while (!(head = rawConnection.readHead()).isEmpty()) {
      switch (head.split(" ")[1]) {
        case "/plain" -> rawConnection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        case "/page" ->
            rawConnection.write(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                    + PAGE.length()
                    + "\r\n\r\n"
                    + PAGE);
        case "/gzip" -> {
          byte[] compressed = gzip();
          rawConnection.write(
              "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n");
          rawConnection.write(Integer.toHexString(compressed.length) + "\r\n");
          rawConnection.write(compressed);
          rawConnection.write("\r\n0\r\n\r\n");
        }
        case "/post" -> {
          rawConnection.read(Integer.parseInt(RawConnection.header(head, "Content-Length")));
          rawConnection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
        case "/breaks" -> {
          rawConnection.write("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf");
          return;
        }
        case "/resets" -> {
          rawConnection.socket().setSoLinger(true, 0);
          return;
        }
        default -> rawConnection.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
      }
    }
  }

  private static byte[] gzip() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(PAGE.getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }
}
