package dev.brummer.proxy;

import static dev.brummer.proxy.RawConnection.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Origins of several known servers, translated towards them and back. In the tables `WEB` and
/// `API` are the ports of the servers, `W` and `A` those of their listeners.
class OriginMappingTest {
  private final LinkedBlockingQueue<String> heads = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<String> responses = new LinkedBlockingQueue<>();
  private TestProxy proxy;
  private RawServer web;
  private RawServer api;
  private int webPort;
  private int apiPort;

  @BeforeEach
  void start() throws Exception {
    proxy = new TestProxy();
    RawServer.Script script =
        rawConnection -> {
          String head;
          while (!(head = rawConnection.readHead()).isEmpty()) {
            heads.add(head);
            rawConnection.write(responses.take());
          }
        };
    web = new RawServer(script);
    api = new RawServer(script);
    webPort = proxy.open(web.port());
    apiPort = proxy.open("http://127.0.0.1:" + api.port() + "/", 8);
  }

  @AfterEach
  void stop() {
    web.close();
    api.close();
    proxy.close();
  }

  private String ports(String text) {
    return text.replace("WEB", "" + web.port())
        .replace("API", "" + api.port())
        .replaceAll("\\bW\\b", "" + webPort)
        .replaceAll("\\bA\\b", "" + apiPort);
  }

  /// Sends a request to the listener named by the host and returns the head of the response.
  private String exchange(String host, String requestHeaders, String responseHeaders)
      throws Exception {
    String lines = responseHeaders.isEmpty() ? "" : ports(responseHeaders) + "\r\n";
    responses.add("HTTP/1.1 200 OK\r\n" + lines + "Content-Length: 0\r\n\r\n");
    String authority = ports(host);
    int port = Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1));
    try (RawConnection client = RawConnection.to(port)) {
      String own = requestHeaders.isEmpty() ? "" : ports(requestHeaders) + "\r\n";
      client.write("GET / HTTP/1.1\r\nHost: " + authority + "\r\n" + own + "\r\n");
      return client.readHead();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost:W           | localhost:WEB",
        "127.0.0.1:W           | localhost:WEB",
        "foo.localhost:W       | foo.localhost:WEB",
        "a.b.localhost:W       | a.b.localhost:WEB",
        "localhost:A           | 127.0.0.1:API",
        "foo.localhost:A       | foo.localhost:API",
      })
  void host_asTheServerPrintedIt_subdomainKept(String host, String expected) throws Exception {
    exchange(host, "", "");
    String head = heads.take();
    assertEquals(ports(expected), header(head, "Host"));
    assertEquals(ports(expected), header(head, "X-Forwarded-Host"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Host          | sent by the browser            | seen by the server
        "localhost:A     | http://localhost:W             | http://localhost:WEB",
        "localhost:A     | http://tenant.localhost:W      | http://tenant.localhost:WEB",
        "localhost:A     | http://localhost:A             | http://127.0.0.1:API",
        "localhost:W     | http://localhost:A             | http://127.0.0.1:API",
        "localhost:A     | https://localhost:W            | https://localhost:W",
        "localhost:A     | http://evil.example:W          | http://evil.example:W",
        "localhost:A     | null                           | null",
      })
  void originAndReferer_ofKnownServers_translated(String host, String sent, String expected)
      throws Exception {
    exchange(host, "Origin: " + sent + "\r\nReferer: " + sent + "/p?q", "");
    String head = heads.take();
    assertEquals(ports(expected), header(head, "Origin"));
    assertEquals(ports(expected) + "/p?q", header(head, "Referer"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Origin sent              | allowed by the server          | seen by the browser
        "http://localhost:W         | http://localhost:WEB           | http://localhost:W     | Origin",
        "http://localhost:A         | http://127.0.0.1:API           | http://localhost:A     | Origin",
        "http://localhost:A         | http://localhost:API           | http://localhost:A     | Origin",
        "http://a.localhost:W       | http://a.localhost:WEB         | http://a.localhost:W   | Origin",
        "http://localhost:W         | http://a.localhost:WEB         | http://a.localhost:WEB | ''",
        "http://localhost:W         | *                              | *                      | ''",
        "http://localhost:W         | https://localhost:WEB          | https://localhost:WEB  | ''",
        "http://evil.example        | http://localhost:WEB           | http://localhost:WEB   | ''",
        "null                       | null                           | null                   | ''",
      })
  void allowedOrigin_ofTheSendingPage_translatedAndVaries(
      String sent, String allowed, String expected, String vary) throws Exception {
    String response =
        exchange("localhost:A", "Origin: " + sent, "Access-Control-Allow-Origin: " + allowed);
    assertEquals(ports(expected), header(response, "Access-Control-Allow-Origin"));
    assertEquals(vary, header(response, "Vary"));
  }

  @Test
  void vary_ofTheServer_notRepeated() throws Exception {
    String allowed = "Access-Control-Allow-Origin: http://localhost:WEB\r\n";
    for (String vary : new String[] {"Accept, Origin", "*"}) {
      String response =
          exchange("localhost:A", "Origin: http://localhost:W", allowed + "Vary: " + vary);
      assertEquals(response.indexOf("Vary"), response.toLowerCase().lastIndexOf("\r\nvary") + 2);
    }
  }

  @Test
  void timingAllowedOrigins_eachTranslated() throws Exception {
    String response =
        exchange(
            "localhost:A",
            "Origin: http://localhost:W",
            "Timing-Allow-Origin: https://a.example, http://localhost:WEB");
    assertEquals(
        ports("https://a.example,http://localhost:W"), header(response, "Timing-Allow-Origin"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Host            | from the server                   | for the browser
        "localhost:W       | http://localhost:WEB/x?y#z        | http://localhost:W/x?y#z",
        "localhost:W       | //localhost:WEB/x                 | //localhost:W/x",
        "localhost:W       | \\\\localhost:WEB/x               | //localhost:W/x",
        "localhost:W       | HTTP://LOCALHOST:WEB              | http://localhost:W",
        "localhost:W       | http://127.0.0.1:WEB/x            | http://localhost:W/x",
        "127.0.0.1:W       | http://localhost:WEB/x            | http://127.0.0.1:W/x",
        "localhost:W       | http://[::1]:WEB/x                | http://localhost:W/x",
        "localhost:W       | http://localhost:API/login        | http://localhost:A/login",
        "localhost:W       | //127.0.0.1:API/login             | //127.0.0.1:A/login",
        "localhost:W       | ws://localhost:API/s              | ws://localhost:A/s",
        "localhost:W       | http://tenant.localhost:WEB/      | http://tenant.localhost:W/",
        "tenant.localhost:W| http://localhost:WEB/             | http://localhost:W/",
        "tenant.localhost:W| http://tenant.localhost:WEB/      | http://tenant.localhost:W/",
        "localhost:W       | https://localhost:WEB/x           | https://localhost:WEB/x",
        "localhost:W       | http://localhost:1/x              | http://localhost:1/x",
        "localhost:W       | https://idp/?r=http://localhost:WEB/cb | https://idp/?r=http://localhost:WEB/cb",
        "localhost:W       | http://localhost:WEB.evil.com/    | http://localhost:WEB.evil.com/",
        "localhost:W       | /x                                | /x",
        "localhost:W       | //cdn.example/x                   | //cdn.example/x",
      })
  void location_ofKnownServers_translated(String host, String sent, String expected)
      throws Exception {
    String url = ports(sent);
    String response =
        exchange(
            host,
            "",
            "Location: "
                + url
                + "\r\nContent-Location: "
                + url
                + "\r\nRefresh: 0;URL="
                + url
                + "\r\nSourceMap: "
                + url
                + "\r\nLink: <"
                + url
                + ">; rel=\"next\", </a.css>; rel=preload, <"
                + url
                + ">");
    String wanted = ports(expected);
    assertEquals(wanted, header(response, "Location"));
    assertEquals(wanted, header(response, "Content-Location"));
    assertEquals("0;URL=" + wanted, header(response, "Refresh"));
    assertEquals(wanted, header(response, "SourceMap"));
    assertEquals(
        "<" + wanted + ">; rel=\"next\", </a.css>; rel=preload, <" + wanted + ">",
        header(response, "Link"));
  }

  @Test
  void earlyHints_linksTranslated() throws Exception {
    responses.add(
        ports(
            "HTTP/1.1 103 Early Hints\r\nLink: <http://localhost:API/a.css>\r\n\r\n"
                + "HTTP/1.1 204 No Content\r\n\r\n"));
    try (RawConnection client = RawConnection.to(webPort)) {
      client.get("/", "");
      assertEquals(ports("<http://localhost:A/a.css>"), header(client.readHead(), "Link"));
      assertTrue(client.readHead().startsWith("HTTP/1.1 204"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost:W         | a=1; Domain=localhost; Path=/        | a=1; Domain=localhost; Path=/",
        "127.0.0.1:W         | a=1; Domain=localhost; Path=/        | a=1; Path=/",
        "foo.localhost:W     | a=1; Domain=.foo.localhost; Secure   | a=1; Domain=.foo.localhost; Secure",
        "x.foo.localhost:W   | a=1; Domain=foo.localhost            | a=1; Domain=foo.localhost",
        "foo.localhost:W     | a=1; Domain=bar.localhost            | a=1",
        "localhost:W         | a=1; domain=example.com              | a=1; domain=example.com",
      })
  void cookieDomain_thatDoesNotCoverTheHost_removed(String host, String sent, String expected)
      throws Exception {
    assertEquals(expected, header(exchange(host, "", "Set-Cookie: " + sent), "Set-Cookie"));
  }

  @Test
  void subdomain_printed_keptInTheProxiedUrl() throws Exception {
    proxy.server.open("http://shop.localhost:" + web.port() + "/a", 7);
    assertEquals(
        "http://shop.localhost:" + webPort + "/a",
        proxy
            .await(
                dev.brummer.engine.event.Event.RouteOpened.class,
                e -> e.target().contains("shop.localhost"))
            .proxied());
  }
}
