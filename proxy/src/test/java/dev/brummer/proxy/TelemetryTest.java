package dev.brummer.proxy;

import static dev.brummer.proxy.RawConnection.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The telemetry script and its beacons.
class TelemetryTest {
  private static final String BEACONS = "/__brummer/b?s=0a1b2c-1&r=12";

  private TestProxy proxy;
  private RawServer server;
  private RawConnection client;

  @BeforeEach
  void start() throws Exception {
    proxy = new TestProxy();
    server =
        new RawServer(RawServer.respondingWith("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    client = RawConnection.to(proxy.open(server.port()));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
    proxy.close();
  }

  private String post(String path, String headers, String body) throws IOException {
    client.write(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost:1\r\n"
            + headers
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
    return client.readHead();
  }

  private static final String SAME_ORIGIN =
      "Origin: http://localhost:1\r\nSec-Fetch-Site: same-origin\r\n";

  @Test
  void script_servedAndRevalidated() throws Exception {
    client.get("/__brummer/t.js", "");
    String head = client.readHead();
    String script = client.readBody(head);
    assertEquals("text/javascript; charset=utf-8", header(head, "Content-Type"));
    assertTrue(script.length() < 10_000, "script has " + script.length() + " bytes");
    assertTrue(script.contains("/__brummer/b?s="), script.substring(0, 40));
    client.get("/__brummer/t.js", "If-None-Match: " + header(head, "ETag") + "\r\n");
    assertTrue(client.readHead().startsWith("HTTP/1.1 304"));
  }

  @Test
  void script_ofEachServer_hasThePortsOfAll() throws Exception {
    client.get("/__brummer/t.js", "");
    String head = client.readHead();
    String before = client.readBody(head);
    int other = proxy.open("http://127.0.0.1:9/", 8);
    client.get("/__brummer/t.js", "If-None-Match: " + header(head, "ETag") + "\r\n");
    String after = client.readBody(client.readHead());
    String added = "http:9=" + other;
    assertTrue(!before.contains(added) && after.contains(added), after);
    assertTrue(after.contains("\"http://localhost:" + server.port() + "\""), after);
    client.get("/__brummer/ports", "");
    assertTrue(client.readBody(client.readHead()).contains(added));
    client.write("GET /__brummer/t.js HTTP/1.1\r\nHost: \"+alert()+\".localhost\r\n\r\n");
    assertTrue(client.readHead().startsWith("HTTP/1.1 400 "));
  }

  @Test
  void secretsInUrls_ofEvents_masked() throws Exception {
    String body =
        "[{\"type\":\"network_request\",\"page\":\"/a?token=s3cr3t\",\"data\":"
            + "{\"method\":\"GET\",\"url\":\"/b?api_key=s3cr3t\",\"more\":{\"list\":[\"?sig=s3cr3t\",1]}}}]";
    client.write(
        "POST /__brummer/b?s=0a1b2c-1&r=1 HTTP/1.1\r\nHost: localhost:1\r\n"
            + "Origin: http://localhost:1\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
    assertTrue(client.readHead().startsWith("HTTP/1.1 204"));
    Event.PageEvent event = proxy.await(Event.PageEvent.class, e -> true);
    assertEquals("/a?token=…", event.page());
    assertEquals("GET /b?api_key=…", event.summary());
    assertTrue(event.data().contains("\"more\":{\"list\":[\"?sig=…\",1]}"), event.data());
    assertFalse(event.toString().contains("s3cr3t"), event.toString());
  }

  /// Only a server that listens can have been blocked.
  @Test
  void blockedRequest_explainedWithTheWayOut() throws Exception {
    String listening = "http://localhost:" + server.port();
    String event = "{\"type\":\"blocked_request\",\"page\":\"/\",\"data\":{\"url\":\"%s/x\"}}";
    String body =
        "["
            + String.join(
                ",",
                event.formatted("http://localhost:1"),
                event.formatted("https://example.com"),
                event.formatted(listening),
                event.formatted(listening))
            + "]";
    assertTrue(post(BEACONS, SAME_ORIGIN, body).startsWith("HTTP/1.1 204"));
    Event.Notice notice = proxy.await(Event.Notice.class, e -> true);
    assertTrue(
        notice.text().startsWith("A page of http://localhost:1 was blocked from " + listening),
        notice.text());
    assertTrue(notice.text().contains("--keep-ports"), notice.text());
    Event.PageEvent blocked = proxy.await(Event.PageEvent.class, e -> true);
    assertEquals(
        listening
            + "/x was requested around the proxy and blocked: "
            + listening
            + " does not allow http://localhost:1",
        blocked.summary());
  }

  @Test
  void beacon_wellFormed_becomesSignals() throws Exception {
    String body =
        "[{\"type\":\"page_load\",\"at\":1,\"page\":\"/shop?a\",\"data\":{\"title\":\"Sh\\u0007op\",\"ms\":12.5}},"
            + "{\"type\":\"javascript_error\",\"page\":\"/shop\",\"new\":[{}],\"data\":{\"message\":\"x is not defined\","
            + "\"source\":\"/a.js\",\"line\":3,\"more\":{\"deep\":[1]}}}]";
    assertTrue(post(BEACONS, SAME_ORIGIN, body).startsWith("HTTP/1.1 204"));
    Event.PageEvent load = proxy.await(Event.PageEvent.class, s -> true);
    assertEquals("page_load", load.type());
    assertEquals("/shop?a", load.page());
    assertEquals("Sh op in 12.5 ms", load.summary());
    assertEquals("0a1b2c-1", load.session());
    assertEquals(12, load.request());
    assertEquals(7, load.process());
    Event.PageEvent error = proxy.await(Event.PageEvent.class, s -> true);
    assertEquals("/a.js:3 x is not defined", error.summary());
    assertEquals(
        "{\"message\":\"x is not defined\",\"source\":\"/a.js\",\"line\":3,\"more\":{\"deep\":[1]}}",
        error.data());
    assertEquals(0, server.connections());
  }

  @Test
  void beacon_chunked_taken() throws Exception {
    client.write(
        "POST "
            + BEACONS
            + " HTTP/1.1\r\nHost: localhost:1\r\n"
            + SAME_ORIGIN
            + "Transfer-Encoding: chunked\r\n\r\n1\r\n[\r\n2c\r\n{\"type\":\"custom\",\"data\":{\"name\":\"paid it\"}}]\r\n0\r\n\r\n");
    assertTrue(client.readHead().startsWith("HTTP/1.1 204"));
    assertEquals("paid it", proxy.await(Event.PageEvent.class, s -> true).summary());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-None: 1",
        "Origin: http://evil.example",
        "Origin: http://localhost:2",
        "Origin: null",
        "Origin: http://localhost:1\r\nSec-Fetch-Site: same-site",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: none"
      })
  void beacon_fromElsewhere_forbidden(String headers) throws Exception {
    assertTrue(post(BEACONS, headers + "\r\n", "[]").startsWith("HTTP/1.1 403"));
    Event.RequestCompleted completed = proxy.awaitRequest("/__brummer/b");
    assertEquals(403, completed.status());
    assertEquals("Only pages of the same origin may send beacons.", completed.error());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[",
        "[1]",
        "[{}]",
        "[{\"type\":\"Bad Type\"}]",
        "[{\"type\":1}]",
        "[{\"type\":\"a\",\"data\":1}]",
        "[] []",
        "[{\"type\":\"a\",\"data\":{\"x\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}}]",
        "\0\1\2"
      })
  void beacon_malformed_badRequest(String body) throws Exception {
    assertTrue(post(BEACONS, SAME_ORIGIN, body).startsWith("HTTP/1.1 400"));
  }

  @ParameterizedTest
  @CsvSource({
    "/__brummer/b, 400",
    "/__brummer/b?s=UP&r=1, 400",
    "/__brummer/b?s=a&r=x, 400",
    "/__brummer/b?s=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa&r=1, 400",
    "/__brummer/other, 404",
    "/__brummer/t.js, 405"
  })
  void post_wrongAddress_refused(String path, int status) throws Exception {
    String head = post(path, SAME_ORIGIN, "[]");
    assertTrue(head.startsWith("HTTP/1.1 " + status), head);
  }

  @Test
  void beacon_tooLarge_refusedBeforeItHasCome() throws Exception {
    client.write(
        "POST "
            + BEACONS
            + " HTTP/1.1\r\nHost: localhost:1\r\n"
            + SAME_ORIGIN
            + "Content-Length: 100000000\r\n\r\n["
            + " ".repeat(70_000));
    String head = client.readHead();
    assertTrue(head.startsWith("HTTP/1.1 413"), head);
    client.readRest();
    assertEquals("A beacon may have at most 64 kB.", proxy.awaitRequest("/__brummer/b").error());
  }

  @Test
  void beacons_moreThanASessionMaySend_noticedOnceAndDropped() throws Exception {
    String events = "[" + "{\"type\":\"custom\"},".repeat(2_999) + "{\"type\":\"custom\"}]";
    for (int i = 0; i < 8; i++) {
      assertTrue(post(BEACONS, SAME_ORIGIN, events).startsWith("HTTP/1.1 204"));
    }
    Event.Notice notice = proxy.await(Event.Notice.class, n -> true);
    assertTrue(notice.text().contains("20000"), notice.text());
    assertTrue(
        post("/__brummer/b?s=other&r=1", SAME_ORIGIN, "[{\"type\":\"custom\"}]")
            .startsWith("HTTP/1.1 204"));
    assertEquals(
        "other", proxy.await(Event.PageEvent.class, s -> !s.session().startsWith("0")).session());
  }
}
