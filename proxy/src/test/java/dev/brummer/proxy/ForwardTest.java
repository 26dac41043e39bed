package dev.brummer.proxy;

import static dev.brummer.proxy.RawConnection.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import java.net.InetAddress;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests through the forward proxy.
class ForwardTest {
  private static final String DOCUMENT = "Accept: text/html\r\n";
  private static final String PAGE =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<head></head>";

  private final LinkedBlockingQueue<String> heads = new LinkedBlockingQueue<>();
  private TestProxy proxy;
  private RawServer server;
  private int port;
  private RawConnection client;

  @BeforeEach
  void start() throws Exception {
    proxy = new TestProxy();
    server =
        new RawServer(rawConnection -> {
          String head;
          while (!(head = rawConnection.readHead()).isEmpty()) {
            heads.add(head);
            String length = header(head, "Content-Length");
            rawConnection.readText(length.isEmpty() ? 0 : Integer.parseInt(length));
            rawConnection.write(PAGE);
          }
        });
    proxy.server.openForwardProxy(0, false);
    Event.RouteOpened opened =
        proxy.await(Event.RouteOpened.class, e -> e.proxied().endsWith("/proxy.pac"));
    port = Integer.parseInt(opened.proxied().replaceAll("\\D+(\\d+)/proxy.pac", "$1"));
    client = RawConnection.to(port);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
    proxy.close();
  }

  private String url(String path) {
    return "http://localhost:" + server.port() + path;
  }

  private String send(String line, String host, String headers) throws Exception {
    client.write(line + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "\r\n");
    return client.readHead();
  }

  @Test
  void url_ofDevServer_injectedAndTold() throws Exception {
    proxy.open(url("/"), 7);
    String head = send("GET " + url("/a?b"), "localhost:" + server.port(), DOCUMENT);
    assertTrue(client.readBody(head).startsWith("<head><script src=\"/__brummer/t.js\""));
    assertEquals("localhost:" + server.port(), header(heads.take(), "Host"));
    Event.RequestCompleted completed = proxy.awaitRequest("/a?b");
    assertEquals(7, completed.process());
    assertTrue(completed.injected());
  }

  @Test
  void script_ofDevServer_servedInItsPlace() throws Exception {
    proxy.open(url("/"), 7);
    String head = send("GET " + url("/__brummer/t.js"), "localhost:" + server.port(), "");
    assertTrue(client.readBody(head).contains("/__brummer/b"));
  }

  @Test
  void url_ofOtherServer_passedAndTold() throws Exception {
    String head = send("GET " + url("/a"), "localhost:" + server.port(), DOCUMENT);
    assertEquals("<head></head>", client.readBody(head));
    Event.RequestCompleted completed = proxy.awaitRequest("/a");
    assertEquals(Event.BRUMMER, completed.process());
    assertFalse(completed.injected());
    assertEquals("http://localhost:" + server.port(), completed.detail().origin());
  }

  @Test
  void body_whileHostIsLookedUp_arrives() throws Exception {
    client.write(
        "POST "
            + url("/p")
            + " HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody"
            + "GET "
            + url("/q")
            + " HTTP/1.1\r\nHost: x\r\n\r\n");
    assertEquals("<head></head>", client.readBody(client.readHead()));
    assertEquals("<head></head>", client.readBody(client.readHead()));
    assertTrue(heads.take().startsWith("POST /p "));
    assertTrue(heads.take().startsWith("GET /q "));
  }

  @Test
  void connect_tunnelsUntouched() throws Exception {
    String head = send("CONNECT localhost:" + server.port(), "localhost:" + server.port(), "");
    assertEquals("HTTP/1.1 200 OK\r\n\r\n", head);
    client.write("GET /tunnelled HTTP/1.1\r\nHost: odd host!\r\n\r\n");
    assertEquals("<head></head>", client.readBody(client.readHead()));
    assertEquals("GET /tunnelled HTTP/1.1\r\nHost: odd host!\r\n\r\n", heads.take());
  }

  @Test
  void configuration_namesThisPort() throws Exception {
    String head = send("GET /proxy.pac", "localhost:" + port, "");
    assertEquals("application/x-ns-proxy-autoconfig", header(head, "Content-Type"));
    String text = client.readBody(head);
    assertTrue(text.contains("PROXY localhost:" + port + "; DIRECT"), text);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /, localhost:1, 404",
    "GET /proxy.pac, evil.example, 403",
    "GET https://localhost:1/, localhost:1, 400",
    "GET ftp://localhost/, localhost, 400",
    "GET http://no-such-host.invalid/, no-such-host.invalid, 502",
    "CONNECT localhost, localhost, 400",
    "CONNECT localhost:1, localhost:1, 502"
  })
  void other_refused(String line, String host, int status) throws Exception {
    String head = send(line, host, "");
    assertTrue(head.startsWith("HTTP/1.1 " + status + " "), head);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "a.localhost",
        "127.0.0.1",
        "127.1",
        "127.0.0.2",
        "0.0.0.0",
        "[::]",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:0:0:0]",
        "HOST",
        "ADDRESS"
      })
  void itself_byAnyName_refused(String name) throws Exception {
    String host =
        name.replace("HOST", InetAddress.getLocalHost().getHostName())
            .replace("ADDRESS", InetAddress.getLocalHost().getHostAddress());
    for (String line :
        new String[] {"GET http://" + host + ":" + port + "/", "CONNECT " + host + ":" + port}) {
      try (RawConnection other = RawConnection.to(port)) {
        other.write(line + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n\r\n");
        String head = other.readHead();
        assertTrue(head.startsWith("HTTP/1.1 400 "), head);
        assertTrue(other.readBody(head).contains("the forward proxy itself"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.1.1.1:443", "[2606:4700::1111]:443", "169.254.169.254:80", "100.64.0.1:80"})
  void connect_toAPublicAddress_refusedWithTheSwitch(String target) throws Exception {
    String head = send("CONNECT " + target, target, "");
    assertTrue(head.startsWith("HTTP/1.1 403 "), head);
    assertTrue(client.readBody(head).contains("--tunnel-anywhere"));
    Event.RequestCompleted completed = proxy.await(Event.RequestCompleted.class, e -> true);
    assertEquals(403, completed.status());
  }

  @Test
  void connect_bytesBehindIt_reachTheServer() throws Exception {
    client.write(
        "CONNECT localhost:"
            + server.port()
            + " HTTP/1.1\r\nHost: x\r\n\r\nGET /early HTTP/1.1\r\nHost: odd host!\r\n\r\n");
    assertEquals("HTTP/1.1 200 OK\r\n\r\n", client.readHead());
    assertEquals("<head></head>", client.readBody(client.readHead()));
    assertEquals("GET /early HTTP/1.1\r\nHost: odd host!\r\n\r\n", heads.take());
  }

  @Test
  void reverseProxy_connect_refused() throws Exception {
    int reverse = proxy.open(server.port());
    try (RawConnection other = RawConnection.to(reverse)) {
      other.write("CONNECT localhost:1 HTTP/1.1\r\nHost: localhost:1\r\n\r\n");
      assertTrue(other.readHead().startsWith("HTTP/1.1 405 "));
    }
  }
}
