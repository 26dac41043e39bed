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
