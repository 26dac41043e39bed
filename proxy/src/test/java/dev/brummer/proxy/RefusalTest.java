package dev.brummer.proxy;

import static dev.brummer.proxy.RawConnection.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.proxy.route.ProcessStatusLookup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rejected messages and the responses to their sender.
class RefusalTest {
  private static final ProcessStatusLookup PROCESS_STATUS =
      process ->
          new ProcessStatusLookup.ProcessStatus(
              "web", "failed", List.of("first <line>", "exit \"1\" {status}"));

  private final AtomicInteger serverRequests = new AtomicInteger();
  private TestProxy proxy;
  private RawServer server;
  private RawConnection client;

  @BeforeEach
  void start() throws Exception {
    proxy =
        new TestProxy(
            ProxySettings.defaults()
                .withProcessStatus(PROCESS_STATUS)
                .withTimeouts(Duration.ofMillis(300), Duration.ofMillis(300)));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    if (server != null) {
      server.close();
    }
    proxy.close();
  }

  private void serve(RawServer.Script script) throws Exception {
    server =
        new RawServer(rawConnection -> {
          serverRequests.incrementAndGet();
          script.serve(rawConnection);
        });
    client = RawConnection.to(proxy.open(server.port()));
  }

  private static final RawServer.Script OK =
      RawServer.respondingWith("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

  /// `~` stands for CR LF.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "400|GET / HTTP/1.1~Host: localhost~Content-Length: 3~Transfer-Encoding: chunked~~0~~",
        "400|GET / HTTP/1.1~Host: localhost~Content-Length: 3~Content-Length: 3~~abc",
        "400|GET / HTTP/1.1~Host: localhost~Content-Length: +3~~abc",
        "400|GET / HTTP/1.1~Host: localhost~Content-Length: 3, 3~~abc",
        "501|GET / HTTP/1.1~Host: localhost~Transfer-Encoding: gzip, chunked~~",
        "400|GET / HTTP/1.1~Host: localhost~Transfer-Encoding: xchunked~~",
        "400|GET / HTTP/1.1~Host: localhost~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~",
        "400|GET / HTTP/1.0~Host: localhost~Transfer-Encoding: chunked~~",
        "400|GET / HTTP/1.1~Host: localhost~X: a~ b~~",
        "400|GET / HTTP/1.1~Host : localhost~~",
        "400|GET / HTTP/1.1~ Host: localhost~~",
        "400|GET / HTTP/1.1~Host: localhost~X\\0: 1~~",
        "400|GET / HTTP/1.1~Host: localhost~X: a\\0b~~",
        "400|GET / HTTP/1.1~Host: localhost~X: a\\rb~~",
        "400|GET / HTTP/1.1~Host: localhost~no colon~~",
        "400|GET / HTTP/1.1\\nHost: localhost\\n\\n",
        "400|GET / HTTP/1.1~Host: localhost\\nX: 1~~",
        "400|GET /a b HTTP/1.1~Host: localhost~~",
        "400|GET  / HTTP/1.1~Host: localhost~~",
        "400|GET / HTTP/1.1~~",
        "400|GET / HTTP/1.1~Host: localhost~Host: localhost~~",
        "400|G{T / HTTP/1.1~Host: localhost~~",
        "400|GET nonsense HTTP/1.1~Host: localhost~~",
        "405|CONNECT localhost:1 HTTP/1.1~Host: localhost~~",
        "505|GET / HTTP/2.0~Host: localhost~~",
        "400|\\x16\\x03\\x01~~",
        "403|GET / HTTP/1.1~Host: evil.example~~",
        "403|GET / HTTP/1.1~Host: localhost.evil.example~~",
        "403|GET / HTTP/1.1~Host: 192.168.1.1~~",
        "403|GET http://evil.example/ HTTP/1.1~Host: localhost~~",
        "403|GET / HTTP/1.1~Host: ~~",
        "400|GET / HTTP/1.1~Host: x\" onload=alert(1).localhost~~",
        "400|GET / HTTP/1.1~Host: .localhost~~",
        "400|GET / HTTP/1.1~Host: a..localhost~~",
        "400|GET / HTTP/1.1~Host: a/b.localhost~~",
        "400|GET / HTTP/1.1~Host: a@localhost~~",
        "400|GET / HTTP/1.1~Host: localhost:x~~",
        "400|GET / HTTP/1.1~Host: localhost:99999~~",
        "400|GET / HTTP/1.1~Host: localhost, localhost~~",
        "400|GET / HTTP/1.1~Host: <b>.localhost~~",
        "400|GET / HTTP/1.1~Host: [::1~~",
        "400|GET / HTTP/1.1~Host: [::1]x~~",
        "400|GET / HTTP/1.1~Host: [x.localhost]~~",
        "400|GET http://localhost/ HTTP/1.1~Host: a b~~",
        "400|GET http://evil@localhost/ HTTP/1.1~Host: localhost~~",
        "400|GET / HTTP/1.1~Host: localhost~Origin: http://localhost~Origin: http://evil~~",
        "400|GET / HTTP/1.1~Host: localhost~Origin: http://localhost, http://evil~~",
        "400|GET / HTTP/1.1~Host: localhost~Connection: Host~~",
        "400|POST / HTTP/1.1~Host: localhost~Connection: Content-Length~Content-Length: 1~~x",
        "400|POST / HTTP/1.1~Host: localhost~Connection: close, CONTENT-LENGTH~Content-Length: 1~~x",
        "400|POST / HTTP/1.1~Host: localhost~Connection: a~Connection: transfer-encoding~Transfer-Encoding: chunked~~0~~",
        "400|GET / HTTP/1.1~Host: localhost~Connection: Origin~Origin: http://evil~~",
        "400|POST / HTTP/1.0~Host: localhost~Content-Length: 1~Content-Length: 2~~xx",
        "400|POST / HTTP/1.1~Host: localhost~Content_Length: 1~~",
        "400|POST / HTTP/1.1~Host: localhost~Transfer_Encoding: chunked~~",
        "400|GET / HTTP/1.1~Host: localhost~Sec-WebSocket-Key1: 1~Sec-WebSocket-Key2: 2~~",
        "400|GET * HTTP/1.1~Host: localhost~~",
        "400|GET / http/1.1~Host: localhost~~",
        "400|GET / HTTP/1.1 ~Host: localhost~~",
        "400|GET /\u000bHTTP/1.1~Host: localhost~~",
        "400|GET / HTTP/1.1~Host: localhost~X: \u0001~~",
        "400|GET / HTTP/1.1~Host: localhost~X: \u007f~~",
        "400|\\0GET / HTTP/1.1~Host: localhost~~",
        "400|\\nGET / HTTP/1.1~Host: localhost~~",
      })
  void request_malformed_refusedBeforeTheServerSeesIt(int status, String request) throws Exception {
    serve(OK);
    client.write(
        request
            .replace("~", "\r\n")
            .replace("\\n", "\n")
            .replace("\\r", "\r")
            .replace("\\0", "\0")
            .replace("\\x16\\x03\\x01", "\u0016\u0003\u0001"));
    String head = client.readHead();
    assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
    assertEquals("close", header(head, "Connection"));
    client.readRest();
    assertEquals(0, serverRequests.get());
    Event.RequestCompleted completed = proxy.await(Event.RequestCompleted.class, e -> true);
    assertEquals(status, completed.status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:1",
        "web.localhost",
        "web.localhost:99",
        "127.0.0.1:5",
        "[::1]:8"
      })
  void host_ofThisMachine_served(String host) throws Exception {
    serve(OK);
    client.write("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    assertTrue(client.readHead().startsWith("HTTP/1.1 200"));
  }

  @Test
  void request_absoluteFormAndBlankLinesBefore_served() throws Exception {
    serve(rawConnection -> {
      String head = rawConnection.readHead();
      rawConnection.write("HTTP/1.1 200 " + head.split(" ")[1] + "\r\nContent-Length: 0\r\n\r\n");
    });
    client.write("\r\n\r\nGET http://localhost/a?b HTTP/1.1\r\nHost: other\r\n\r\n");
    assertTrue(client.readHead().startsWith("HTTP/1.1 200 /a?b"));
  }

  /// The server has the head already; it sees that the body does not end.
  @ParameterizedTest
  @ValueSource(strings = {"Host: evil", "Cookie: a=b", "Authorization: x", "X-Forwarded-For: x"})
  void request_trailerThatMustBeAHeader_refused(String trailer) throws Exception {
    LinkedBlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    serve(rawConnection -> {
      rawConnection.readHead();
      bodies.add(rawConnection.readRest());
    });
    client.write(
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
            + trailer
            + "\r\n\r\n");
    assertTrue(client.readHead().startsWith("HTTP/1.1 400"));
    assertEquals("1\r\nx\r\n", bodies.take());
  }

  /// A control character in an answer could end its header early for another reader.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X: a\\0b|the header X contains the control character 0x00",
        "X: a\\rSet-Cookie: b=c|the header X contains the control character 0x0D",
        "X: a\\r|the header X contains the control character 0x0D",
        "X: a\u0001b|the header X contains the control character 0x01",
        "X: a\u007fb|the header X contains the control character 0x7F",
        "X\u000b: a|a header contains the control character 0x0B",
        "a b: c|a header name is malformed",
        "Content-Length x: 2|a header name is malformed",
        ": c|a header name is malformed",
        "Connection: content-length|names content-length",
        "Connection: close, Set-Cookie|names Set-Cookie",
        "Transfer-Encoding: xchunked|a transfer coding other than chunked",
        "Transfer-Encoding: gzip, chunked|a transfer coding other than chunked",
        "Transfer-Encoding: identity|a transfer coding other than chunked",
        "Content-Length: 3|malformed"
      })
  void answer_malformed_badGatewayAndTheNextIsItsOwn(String field, String reason) throws Exception {
    serve(rawConnection -> {
      String head;
      while (!(head = rawConnection.readHead()).isEmpty()) {
        boolean first = head.startsWith("GET /first");
        rawConnection.write(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"
                + (first ? field.replace("\\0", "\0").replace("\\r", "\r") + "\r\n" : "")
                + "\r\n"
                + (first ? "no" : "ok"));
      }
    });
    client.get("/first", "Accept: application/json\r\n");
    String head = client.readHead();
    assertTrue(head.startsWith("HTTP/1.1 502"), head);
    String body = client.readBody(head);
    assertTrue(body.contains(reason), body);
    client.get("/second", "");
    assertEquals("ok", client.readBody(client.readHead()));
  }

  /// What must not follow such a head could arrive later and pass for the next answer.
  @ParameterizedTest
  @CsvSource({
    "GET, 204 No Content, Content-Length: 7",
    "GET, 204 No Content, Transfer-Encoding: chunked",
    "GET, 304 Not Modified, Content-Length: 7",
    "HEAD, 200 OK, Content-Length: 7"
  })
  void answer_withoutItsAnnouncedBody_nextOnAnotherConnection(
      String method, String status, String field) throws Exception {
    serve(rawConnection -> {
      String head = rawConnection.readHead();
      if (head.contains(" /first")) {
        rawConnection.write("HTTP/1.1 " + status + "\r\n" + field + "\r\n\r\n");
        rawConnection.readHead();
        rawConnection.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
      } else {
        rawConnection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      }
    });
    client.write(method + " /first HTTP/1.1\r\nHost: localhost\r\n\r\n");
    String head = client.readHead();
    assertTrue(head.startsWith("HTTP/1.1 " + status), head);
    assertEquals("", header(head, "Transfer-Encoding"));
    assertEquals(status.startsWith("204") ? "" : "7", header(head, "Content-Length"));
    client.get("/second", "");
    assertEquals("ok", client.readBody(client.readHead()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n", "3\nabc", "3\r\nabcXY", "3 \n", "-1\r\n", "0\r\nTrailer\n\r\n"})
  void request_malformedChunks_refused(String body) throws Exception {
    serve(rawConnection -> {
      rawConnection.readHead();
      rawConnection.readRest();
    });
    client.write("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
    assertTrue(client.readHead().startsWith("HTTP/1.1 400"));
  }

  @Test
  void request_hugeHead_refused() throws Exception {
    serve(OK);
    client.write("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(70_000));
    assertTrue(client.readHead().startsWith("HTTP/1.1 431"));
  }

  @Test
  void request_tooManyHeaders_refused() throws Exception {
    serve(OK);
    client.get("/", "X: 1\r\n".repeat(300));
    assertTrue(client.readHead().startsWith("HTTP/1.1 431"));
  }

  @Test
  void request_headTooSlow_refused() throws Exception {
    serve(OK);
    client.write("GET / HTTP/1.1\r\nHost: local");
    assertTrue(client.readHead().startsWith("HTTP/1.1 408"));
    client.readRest();
  }

  @Test
  void server_absent_pageTellsItsStory() throws Exception {
    client = RawConnection.to(proxy.open(freePort()));
    client.get("/x", "Accept: text/html\r\n");
    String head = client.readHead();
    String page = client.readBody(head);
    assertTrue(head.startsWith("HTTP/1.1 502"), head);
    assertEquals("text/html; charset=utf-8", header(head, "Content-Type"));
    assertTrue(page.contains("Process <b>web</b> is <b>failed</b>"), page);
    assertTrue(page.contains("first &lt;line&gt;\nexit &quot;1&quot; {status}"), page);
    assertTrue(page.contains("Retry</button>"));
    assertTrue(proxy.awaitRequest("/x").error().startsWith("Cannot connect to localhost:"));
  }

  @Test
  void server_absent_jsonForPrograms() throws Exception {
    client = RawConnection.to(proxy.open(freePort()));
    for (int i = 0; i < 2; i++) {
      client.get("/x", "Accept: application/json\r\n");
      String head = client.readHead();
      String json = client.readBody(head);
      assertEquals("application/json", header(head, "Content-Type"));
      assertTrue(json.contains("\"state\":\"failed\""), json);
      assertTrue(json.contains("\"exit \\\"1\\\" {status}\"]"), json);
    }
  }

  @Test
  void server_comesUp_probeSaysSo() throws Exception {
    int port = freePort();
    client = RawConnection.to(proxy.open(port));
    client.get("/__brummer/up", "");
    String head = client.readHead();
    client.readBody(head);
    assertTrue(head.startsWith("HTTP/1.1 503"), head);
    try (ServerSocket up = new ServerSocket(port, 5, InetAddress.getByName("127.0.0.1"))) {
      client.get("/__brummer/up", "");
      assertTrue(client.readHead().startsWith("HTTP/1.1 204"));
      assertTrue(up.isBound());
    }
  }

  @Test
  void server_silent_timesOut() throws Exception {
    serve(rawConnection -> {
      rawConnection.readHead();
      rawConnection.readRest();
    });
    client.get("/slow", "");
    assertTrue(client.readHead().startsWith("HTTP/1.1 504"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/1.1 20\r\n\r\n",
        "HTTP/3 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "HTTP/1.1 101 Switching\r\n\r\n",
        "",
        "HTTP/1.1 200 OK\r\nContent-"
      })
  void server_talksGarbage_badGateway(String malformed) throws Exception {
    serve(rawConnection -> {
      rawConnection.readHead();
      rawConnection.write(malformed);
      if (!malformed.isEmpty() && !malformed.endsWith("-")) {
        rawConnection.readRest();
      }
    });
    client.get("/", "");
    String head = client.readHead();
    assertTrue(head.startsWith("HTTP/1.1 502"), head);
  }

  @Test
  void server_lenientHead_accepted() throws Exception {
    serve(rawConnection -> {
      rawConnection.readHead();
      rawConnection.write("HTTP/1.1 200\nX-A: 1\n folded\nno colon here\nContent-Length: 2\n\nok");
    });
    client.get("/", "");
    String head = client.readHead();
    assertTrue(header(head, "X-A").matches("1\\s+folded"), head);
    assertEquals("ok", client.readBody(head));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
