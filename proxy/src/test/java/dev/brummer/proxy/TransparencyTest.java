package dev.brummer.proxy;

import static dev.brummer.proxy.RawConnection.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.mask.Masking;
import dev.brummer.proxy.history.HarWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages forwarded unchanged, observed at both ends of the connection.
class TransparencyTest {
  private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
  private TestProxy proxy;
  private RawServer server;
  private RawConnection client;

  @BeforeEach
  void start() {
    proxy = new TestProxy();
  }

  @AfterEach
  void stop() throws IOException {
    if (client != null) {
      client.close();
    }
    if (server != null) {
      server.close();
    }
    proxy.close();
  }

  private void serve(RawServer.Script script) throws Exception {
    server = new RawServer(script);
    client = RawConnection.to(proxy.open(server.port()));
  }

  private RawServer.Script recordingHeads(String response) {
    return rawConnection -> {
      String head;
      while (!(head = rawConnection.readHead()).isEmpty()) {
        heads.add(head);
        rawConnection.write(response);
      }
    };
  }

  @Test
  void get_plain_headersMappedAndBodySame() throws Exception {
    serve(
        recordingHeads(
            "HTTP/1.1 200 Fine\r\nX-Odd:  a b \r\nContent-Length: 5\r\nKeep-Alive: timeout=5\r\n\r\nhello"));
    String serverOrigin = "localhost:" + server.port();
    client.get("/a?b=%20", "Connection: X-Hop\r\nX-Hop: 1\r\nX-Kept: \u00e9\r\nAccept: */*\r\n");
    String response = client.readHead();
    String head = heads.take();

    assertEquals(
        "HTTP/1.1 200 Fine\r\nX-Odd: a b\r\nContent-Length: 5\r\n"
            + "server-timing: brummer;desc=\"run-1\"\r\n\r\n",
        response.replaceFirst("desc=\"[0-9a-f]{6}-", "desc=\"run-"));
    assertEquals("hello", client.readText(5));
    assertTrue(head.startsWith("GET /a?b=%20 HTTP/1.1\r\nHost: " + serverOrigin + "\r\n"), head);
    assertEquals("\u00e9", header(head, "X-Kept"));
    assertEquals("", header(head, "X-Hop"));
    assertEquals("", header(head, "Connection"));
    assertEquals("127.0.0.1", header(head, "X-Forwarded-For"));
    assertEquals(serverOrigin, header(head, "X-Forwarded-Host"));
    assertEquals("http", header(head, "X-Forwarded-Proto"));
    assertTrue(header(head, "traceparent").matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"), head);
    Event.RequestCompleted completed = proxy.awaitRequest("/a?b=%20");
    assertEquals(200, completed.status());
    assertEquals(5, completed.responseBytes());
    String recorded =
        completed.detail().responseHeaders().stream()
            .map(field -> field.name() + ": " + field.value() + "\r\n")
            .collect(Collectors.joining());
    assertEquals(response, "HTTP/1.1 200 Fine\r\n" + recorded + "\r\n");
    assertTrue(completed.proxyNanos() > 0 && completed.proxyNanos() < completed.totalNanos());
  }

  @Test
  void get_ownTraceparentAndForwardedFor_keptAndExtended() throws Exception {
    serve(recordingHeads("HTTP/1.1 204 No Content\r\n\r\n"));
    client.get("/", "traceparent: 00-1-2-00\r\nX-Forwarded-For: 10.0.0.1\r\n");
    client.readHead();
    String head = heads.take();
    assertEquals("00-1-2-00", header(head, "traceparent"));
    assertEquals("10.0.0.1, 127.0.0.1", header(head, "X-Forwarded-For"));
  }

  @Test
  void get_manyOnOneConnection_reuseOneUpstreamConnection() throws Exception {
    serve(recordingHeads("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    for (int i = 0; i < 50; i++) {
      client.get("/" + i, "");
      assertEquals("ok", client.readBody(client.readHead()));
    }
    assertEquals(1, server.connections());
  }

  @Test
  void get_pipelined_answeredInOrder() throws Exception {
    serve(rawConnection -> {
      String head;
      while (!(head = rawConnection.readHead()).isEmpty()) {
        String path = head.split(" ")[1];
        rawConnection.write(
            "HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path);
      }
    });
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    client.write(requests.toString());
    for (int i = 0; i < 100; i++) {
      assertEquals("/" + i, client.readBody(client.readHead()));
    }
  }

  /// Bytes behind a response must never be parsed as the next response.
  @Test
  void get_serverSendsMoreThanAnnounced_nextAnswerIsItsOwn() throws Exception {
    serve(rawConnection -> {
      while (!rawConnection.readHead().isEmpty()) {
        rawConnection.write(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
      }
    });
    client.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(3));
    for (int i = 0; i < 3; i++) {
      assertEquals("ok", client.readBody(client.readHead()));
    }
    assertEquals(3, server.connections());
  }

  /// The proxy reads on when a response has filled its buffer, in the turn of the loop in which the
  /// next request is written to the same connection.
  @ParameterizedTest
  @ValueSource(ints = {2048, 4096, 8192})
  void get_serverSpeaksBeforeTheNextRequestIsSent_nextAnswerIsItsOwn(int length) throws Exception {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: ";
    serve(rawConnection -> {
      while (!rawConnection.readHead().isEmpty()) {
        String whole = head + (length - head.length() - 8) + "\r\n\r\n";
        rawConnection.write(
            whole
                + "x".repeat(length - whole.length())
                + "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
      }
    });
    client.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(3));
    for (int i = 0; i < 3; i++) {
      String response = client.readHead();
      assertTrue(response.startsWith("HTTP/1.1 200 "), response);
      client.readBody(response);
    }
    assertEquals(3, server.connections());
  }

  @Test
  void get_upstreamClosedIdleConnection_triesAgain() throws Exception {
    serve(rawConnection -> {
      rawConnection.readHead();
      rawConnection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      rawConnection.readHead();
    });
    for (int i = 0; i < 3; i++) {
      client.get("/", "");
      assertEquals("ok", client.readBody(client.readHead()));
    }
    assertEquals(3, server.connections());
  }

  @ParameterizedTest
  @ValueSource(strings = {"204 No Content", "304 Not Modified", "200 OK"})
  void bodyless_answer_connectionGoesOn(String status) throws Exception {
    boolean head = status.startsWith("200");
    serve(
        recordingHeads(
            "HTTP/1.1 "
                + status
                + "\r\nETag: \"x\"\r\n"
                + (head ? "Content-Length: 77\r\n" : "")
                + "\r\n"));
    for (int i = 0; i < 2; i++) {
      client.write((head ? "HEAD" : "GET") + " / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      String response = client.readHead();
      assertTrue(response.startsWith("HTTP/1.1 " + status), response);
      assertEquals("\"x\"", header(response, "ETag"));
      assertEquals(head ? "77" : "", header(response, "Content-Length"));
    }
    assertEquals(head ? 2 : 1, server.connections(), "a body may follow the first response");
  }

  @Test
  void get_range_passes() throws Exception {
    serve(
        recordingHeads(
            "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 2-3/9\r\nContent-Length: 2\r\n\r\ncd"));
    client.get("/video.mp4", "Range: bytes=2-3\r\nSec-Fetch-Dest: video\r\n");
    String response = client.readHead();
    assertEquals("bytes=2-3", header(heads.take(), "Range"));
    assertEquals("bytes 2-3/9", header(response, "Content-Range"));
    assertEquals("cd", client.readBody(response));
  }

  @Test
  void get_chunksAndTrailer_pass() throws Exception {
    String body = "3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n";
    String sent = body.replace("3\r", "3;x=\"y\"\r");
    serve(
        recordingHeads(
            "HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n" + sent));
    client.get("/", "TE: trailers\r\n");
    String response = client.readHead();
    assertEquals("chunked", header(response, "Transfer-Encoding"));
    assertEquals("X-Sum", header(response, "Trailer"));
    assertEquals(body, client.readText(body.length()));
    assertEquals("trailers", header(heads.take(), "TE"));
  }

  @Test
  void get_chunkedToOldClient_unwrapped() throws Exception {
    serve(
        recordingHeads(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"));
    client.write("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n");
    String response = client.readHead();
    assertEquals("", header(response, "Transfer-Encoding"));
    assertEquals("abcde", client.readRest());
  }

  @Test
  void get_bodyEndsWithConnection_chunkedForTheClient() throws Exception {
    serve(rawConnection -> {
      rawConnection.readHead();
      rawConnection.write("HTTP/1.0 200 OK\r\n\r\nall of it");
    });
    client.get("/", "");
    String response = client.readHead();
    assertEquals("all of it", client.readBody(response));
    client.get("/", "");
    assertEquals("all of it", client.readBody(client.readHead()));
  }

  @Test
  void get_answerBreaksOff_clientSeesIt() throws Exception {
    serve(rawConnection -> {
      rawConnection.readHead();
      rawConnection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
    });
    client.get("/", "");
    String response = client.readHead();
    assertThrows(IOException.class, () -> client.readBody(response));
    assertEquals("The server's response was truncated.", proxy.awaitRequest("/").error());
  }

  @Test
  void get_serverSentEvents_eachArrivesBeforeTheNextIsSent() throws Exception {
    LinkedBlockingQueue<String> next = new LinkedBlockingQueue<>();
    serve(rawConnection -> {
      rawConnection.readHead();
      rawConnection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
      while (true) {
        rawConnection.write(next.take());
      }
    });
    client.get("/events", "Accept: text/event-stream\r\n");
    client.readHead();
    for (int i = 0; i < 20; i++) {
      String event = "data: " + i + "\n\n";
      next.add(event);
      assertEquals(Integer.toHexString(event.length()), client.readLine());
      assertEquals(event, client.readText(event.length()));
      client.readLine();
    }
  }

  @Test
  void get_clientLeaves_upstreamConnectionIsClosed() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    serve(rawConnection -> {
      rawConnection.readHead();
      rawConnection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
      try {
        assertEquals("", rawConnection.readHead());
      } finally {
        closed.countDown();
      }
    });
    client.get("/events", "");
    client.readHead();
    client.socket().setSoLinger(true, 0);
    client.close();
    assertTrue(closed.await(20, TimeUnit.SECONDS));
    assertEquals("The browser closed the connection.", proxy.awaitRequest("/events").error());
  }

  @Test
  void post_largeBodiesBothWays_same() throws Exception {
    int size = 30_000_000;
    byte[] body = new byte[size];
    new Random(1).nextBytes(body);
    serve(rawConnection -> {
      String head = rawConnection.readHead();
      byte[] received = rawConnection.read(Integer.parseInt(header(head, "Content-Length")));
      rawConnection.write("HTTP/1.1 200 OK\r\nContent-Length: " + received.length + "\r\n\r\n");
      rawConnection.write(received);
    });
    client.write("POST /up HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + size + "\r\n\r\n");
    Thread sender = Thread.ofPlatform().start(() -> writeQuietly(body));
    client.readHead();
    assertEquals(sha(body), sha(client.read(size)));
    sender.join();
    Event.RequestCompleted completed = proxy.awaitRequest("/up");
    assertEquals(size, completed.requestBytes());
    assertEquals(size, completed.responseBytes());
  }

  private void writeQuietly(byte[] body) {
    try {
      client.write(body);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void post_chunked_passesAsItIs() throws Exception {
    String body = "2\r\nxy\r\n0\r\nT: 1\r\n\r\n";
    serve(rawConnection -> {
      heads.add(rawConnection.readHead());
      assertEquals(body, rawConnection.readText(body.length()));
      rawConnection.write("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
    });
    client.write("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
    assertTrue(client.readHead().startsWith("HTTP/1.1 201"));
    assertEquals("chunked", header(heads.take(), "Transfer-Encoding"));
  }

  @Test
  void post_expectContinue_waitsForTheServersWord() throws Exception {
    serve(rawConnection -> {
      heads.add(rawConnection.readHead());
      rawConnection.write("HTTP/1.1 100 Continue\r\n\r\n");
      String body = rawConnection.readText(4);
      rawConnection.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + body);
    });
    client.write(
        "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.readHead());
    client.write("body");
    assertEquals("body", client.readBody(client.readHead()));
    assertEquals("100-continue", header(heads.take(), "Expect"));
  }

  @Test
  void post_serverRefusesEarly_clientGetsTheAnswer() throws Exception {
    serve(rawConnection -> {
      rawConnection.readHead();
      rawConnection.write(
          "HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
    });
    client.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nsome");
    String response = client.readHead();
    assertTrue(response.startsWith("HTTP/1.1 413"), response);
    assertEquals("big", client.readBody(response));
  }

  @Test
  void get_earlyHints_forwarded() throws Exception {
    serve(
        recordingHeads(
            "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"));
    client.get("/", "");
    assertTrue(client.readHead().startsWith("HTTP/1.1 103"));
    assertEquals("x", client.readBody(client.readHead()));
  }

  /// The proxy may hold at most the capacity of its sockets and buffers: the server must stop when
  /// the client does not read.
  @Test
  void get_clientDoesNotRead_serverIsHeldBack() throws Exception {
    AtomicLong written = new AtomicLong();
    CountDownLatch started = new CountDownLatch(1);
    serve(rawConnection -> {
      rawConnection.readHead();
      rawConnection.write("HTTP/1.1 200 OK\r\n\r\n");
      byte[] chunk = new byte[64 * 1024];
      while (true) {
        rawConnection.write(chunk);
        if (written.addAndGet(chunk.length) > 1_000_000) {
          started.countDown();
        }
      }
    });
    client.get("/endless", "");
    client.readHead();
    assertTrue(started.await(20, TimeUnit.SECONDS));
    long before;
    CountDownLatch quiet = new CountDownLatch(1);
    do {
      before = written.get();
      assertTrue(before < 100_000_000, "the server is not suspended");
      assertFalse(quiet.await(300, TimeUnit.MILLISECONDS));
    } while (written.get() != before);
    client.close();
    assertEquals(200, proxy.awaitRequest("/endless").status());
  }

  @Test
  void upgrade_webSocket_tunnelledBothWays() throws Exception {
    serve(rawConnection -> {
      heads.add(rawConnection.readHead());
      rawConnection.write(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nfirst");
      for (int i = 0; i < 3; i++) {
        rawConnection.write(rawConnection.readText(4).toUpperCase());
      }
      assertEquals("", rawConnection.readRest());
      rawConnection.write("bye");
    });
    client.get(
        "/ws",
        "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: k\r\n"
            + "Origin: http://localhost\r\n");
    String response = client.readHead();
    assertTrue(response.startsWith("HTTP/1.1 101"), response);
    assertEquals("Upgrade", header(response, "Connection"));
    assertEquals("first", client.readText(5));
    for (String word : new String[] {"abcd", "efgh", "ijkl"}) {
      client.write(word);
      assertEquals(word.toUpperCase(), client.readText(4));
    }
    client.socket().shutdownOutput();
    assertEquals("bye", client.readRest());
    String head = heads.take();
    assertEquals("websocket", header(head, "Upgrade"));
    assertEquals("Upgrade", header(head, "Connection"));
    assertEquals("k", header(head, "Sec-WebSocket-Key"));
    assertEquals("http://localhost:" + server.port(), header(head, "Origin"));
    assertEquals(101, proxy.awaitRequest("/ws").status());
  }

  /// The bytes contain what a decoder of HTTP would take for lines, heads and chunks.
  @ParameterizedTest
  @CsvSource({
    "GET, abc\\ndef, false",
    "GET, \\r\\n\\r\\n, false",
    "GET, GET /x HTTP/1.1\\r\\nHost: y\\r\\n\\r\\n, false",
    "GET, \\0\\n\\r\\n\u00ff, false",
    "GET, abc\\ndef, true",
    "POST, abc\\ndef, false",
    "POST, 0\\r\\n\\r\\n, true"
  })
  void upgrade_bytesBehindTheRequest_reachTheServer(String method, String template, boolean ends)
      throws Exception {
    String bytes =
        template.replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0").repeat(20);
    String body = method.equals("POST") ? "Content-Length: 4\r\n\r\nbody" : "\r\n";
    CountDownLatch sent = new CountDownLatch(1);
    serve(rawConnection -> {
      rawConnection.readHead();
      rawConnection.readText(method.equals("POST") ? 4 : 0);
      assertTrue(sent.await(20, TimeUnit.SECONDS));
      rawConnection.write(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n");
      rawConnection.write(rawConnection.readText(bytes.length() * 2));
    });
    client.write(
        method
            + " /x HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: x\r\n"
            + body
            + bytes);
    client.write(bytes);
    if (ends) {
      client.socket().shutdownOutput();
    }
    sent.countDown();
    assertTrue(client.readHead().startsWith("HTTP/1.1 101"));
    assertEquals(bytes + bytes, client.readText(bytes.length() * 2));
  }

  @Test
  void upgrade_declined_bytesBehindItAreTheNextRequest() throws Exception {
    serve(recordingHeads("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno"));
    client.write(
        "GET /first HTTP/1.1\r\nHost: localhost\r\n\r\n"
            + "GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"
            + "GET /last HTTP/1.1\r\nHost: localhost\r\n\r\n");
    for (String path : new String[] {"/first", "/ws", "/last"}) {
      assertEquals("no", client.readBody(client.readHead()));
      assertTrue(heads.take().startsWith("GET " + path + " "));
    }
  }

  /// Bytes for the other protocol wait in the sockets, which hold tens of megabytes, not in the
  /// proxy.
  @Test
  void upgrade_undecided_readsABoundedAmount() throws Exception {
    CountDownLatch decide = new CountDownLatch(1);
    serve(rawConnection -> {
      rawConnection.readHead();
      assertTrue(decide.await(20, TimeUnit.SECONDS));
      rawConnection.write(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n");
      byte[] part = new byte[65536];
      long count = 0;
      while (count < 200_000_000) {
        count += rawConnection.readSome(part);
      }
      rawConnection.write("all");
    });
    client.get("/x", "Connection: Upgrade\r\nUpgrade: x\r\n");
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                for (int i = 0; i < 5000; i++) {
                  client.write(new byte[40_000]);
                }
              } catch (IOException closed) {
                assertTrue(client.socket().isClosed(), closed.toString());
              }
            });
    assertFalse(writer.join(java.time.Duration.ofMillis(500)), "the proxy has read everything");
    assertTrue(proxy.server.bufferedBytes() < 1_000_000);
    decide.countDown();
    assertTrue(client.readHead().startsWith("HTTP/1.1 101"));
    assertEquals("all", client.readText(3));
  }

  @Test
  void secretInQuery_reachesTheServerAndNoRecord() throws Exception {
    serve(
        recordingHeads(
            "HTTP/1.1 302 Found\r\nLocation: /cb?code=s3cr3t\r\nContent-Length: 0\r\n\r\n"));
    client.get("/login?user=a&password=s3cr3t", "Referer: http://localhost/?token=s3cr3t\r\n");
    assertEquals("/cb?code=s3cr3t", header(client.readHead(), "Location"));
    String head = heads.take();
    assertTrue(head.startsWith("GET /login?user=a&password=s3cr3t "), head);
    Event.RequestCompleted completed = proxy.awaitRequest("/login?user=a&password=…");
    StringWriter har = new StringWriter();
    HarWriter.write(List.of(completed), "1", new Masking(), har);
    String everything =
        completed
            + har.toString()
            + completed.detail().curl()
            + completed.detail().requestHeaders()
            + completed.detail().responseHeaders();
    assertFalse(everything.contains("s3cr3t"), everything);
  }

  @Test
  void request_behindConnectionClose_ignored() throws Exception {
    serve(recordingHeads("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    client.write(
        "GET /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            + "GET /b HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertTrue(client.readRest().endsWith("\r\n\r\nok"));
    assertTrue(heads.take().startsWith("GET /a "));
    assertTrue(heads.isEmpty());
  }

  @Test
  void upgrade_serverDeclines_answeredAsUsual() throws Exception {
    serve(recordingHeads("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno"));
    client.get("/ws", "Connection: Upgrade\r\nUpgrade: websocket\r\n");
    assertEquals("no", client.readBody(client.readHead()));
    client.get("/", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\n");
    assertEquals("no", client.readBody(client.readHead()));
    heads.take();
    assertEquals("", header(heads.take(), "Upgrade"));
  }

  @Test
  void redirectsCookiesAndOrigins_mappedBothWays() throws Exception {
    server =
        new RawServer(rawConnection -> {
          String head = rawConnection.readHead();
          heads.add(head);
          String serverOrigin = "http://" + header(head, "Host");
          rawConnection.write(
              "HTTP/1.1 302 Found\r\nLocation: "
                  + serverOrigin
                  + "/next?a#b\r\nContent-Location: /same\r\n"
                  + "Refresh: 0; url='"
                  + serverOrigin
                  + "/r'\r\nSet-Cookie: a=1; Domain=localhost; Secure; Path=/\r\n"
                  + "Access-Control-Allow-Origin: "
                  + serverOrigin
                  + "\r\nX-Url: "
                  + serverOrigin
                  + "\r\nContent-Length: 0\r\n\r\n");
        });
    int port = proxy.open(server.port());
    String serverOrigin = "http://web.localhost:" + server.port();
    String clientOrigin = "http://web.localhost:" + port;
    client = RawConnection.to(port);
    client.write(
        "GET / HTTP/1.1\r\nHost: web.localhost:"
            + port
            + "\r\nOrigin: "
            + clientOrigin
            + "\r\nReferer: "
            + clientOrigin
            + "/x?y\r\n\r\n");
    String response = client.readHead();
    assertEquals(clientOrigin + "/next?a#b", header(response, "Location"));
    assertEquals("/same", header(response, "Content-Location"));
    assertEquals("0; url='" + clientOrigin + "/r'", header(response, "Refresh"));
    assertEquals("a=1; Secure; Path=/", header(response, "Set-Cookie"));
    assertEquals(clientOrigin, header(response, "Access-Control-Allow-Origin"));
    assertEquals(serverOrigin, header(response, "X-Url"));
    String head = heads.take();
    assertEquals(serverOrigin, header(head, "Origin"));
    assertEquals(serverOrigin + "/x?y", header(head, "Referer"));
  }

  /// Octets above ASCII, in whatever encoding: `ü` in UTF-8 and in Latin-1.
  @Test
  void get_rawOctets_unchangedBothWays() throws Exception {
    String octets = "\u00c3\u00bc\u00fc\u00ff";
    serve(
        recordingHeads(
            "HTTP/1.1 200 F"
                + octets
                + "\r\nLocation: /"
                + octets
                + "\r\nX-Kept: "
                + octets
                + "\r\nSet-Cookie: a="
                + octets
                + "\r\nContent-Length: 0\r\n\r\n"));
    client.get(
        "/" + octets + "?q=" + octets,
        "X-Kept: " + octets + "\r\nReferer: http://localhost/" + octets + "\r\n");
    String response = client.readHead();
    String head = heads.take();
    assertTrue(head.startsWith("GET /" + octets + "?q=" + octets + " HTTP/1.1\r\n"), head);
    assertEquals(octets, header(head, "X-Kept"));
    assertEquals("http://localhost:" + server.port() + "/" + octets, header(head, "Referer"));
    assertTrue(response.startsWith("HTTP/1.1 200 F" + octets + "\r\n"), response);
    assertEquals(octets, header(response, "X-Kept"));
    assertEquals("/" + octets, header(response, "Location"));
    assertEquals("a=" + octets, header(response, "Set-Cookie"));
    // The list of requests shows UTF-8 as text and other octets escaped.
    proxy.awaitRequest("/%C3%BC%FC%FF?q=%C3%BC%FC%FF");
    client.get("/?q=\u00c3\u00bc", "");
    client.readHead();
    Event.RequestCompleted completed = proxy.awaitRequest("/?q=\u00fc");
    assertTrue(completed.detail().curl().contains("?q=\u00fc"), completed.detail().curl());
    heads.clear();
    proxy.server.replay(completed.id());
    assertTrue(heads.take().startsWith("GET /?q=\u00c3\u00bc HTTP/1.1\r\n"));
  }

  @Test
  void get_serverOnIpv6Only_reached() throws Exception {
    server =
        new RawServer(
            InetAddress.getByName("::1"),
            recordingHeads("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nv6"));
    client = RawConnection.to(proxy.open("http://127.0.0.1:" + server.port() + "/", 1));
    client.get("/", "");
    assertEquals("v6", client.readBody(client.readHead()));
  }

  @Test
  void get_viaIpv6Listener_served() throws Exception {
    server = new RawServer(recordingHeads("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    int port = proxy.open(server.port());
    client = new RawConnection(new Socket(InetAddress.getByName("::1"), port));
    client.write("GET / HTTP/1.1\r\nHost: [::1]:" + port + "\r\n\r\n");
    assertEquals("ok", client.readBody(client.readHead()));
  }

  private static String sha(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
