package dev.brummer.proxy;

import static dev.brummer.proxy.RawConnection.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
            + "\"source\":\"/a.js\",\"more\":{\"deep\":[1]}}}]";
    assertTrue(post(BEACONS, SAME_ORIGIN, body).startsWith("HTTP/1.1 204"));
    Event.PageEvent load = proxy.await(Event.PageEvent.class, s -> true);
    assertEquals("page_load", load.type());
    assertEquals("/shop?a", load.page());
    assertEquals("Sh op in 12.5 ms", load.summary());
    assertEquals("0a1b2c-1", load.session());
    assertEquals(12, load.request());
    assertEquals(7, load.process());
    Event.PageEvent error = proxy.await(Event.PageEvent.class, s -> true);
    assertEquals("/a.js x is not defined", error.summary());
    assertEquals(
        "{\"message\":\"x is not defined\",\"source\":\"/a.js\",\"more\":{\"deep\":[1]}}",
        error.data());
    assertEquals(0, server.connections());
  }

  private Event.@Nullable PageErrorReport errorOf(String type, String data) throws Exception {
    String event = "[{\"type\":\"%s\",\"page\":\"/cart\",\"data\":{%s}}]";
    assertTrue(
        post(BEACONS, SAME_ORIGIN, event.formatted(type, data.replace('\'', '"')))
            .startsWith("HTTP/1.1 204"));
    return proxy.await(Event.PageEvent.class, e -> true).error();
  }

  /// What a browser prints in red on its console.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "javascript_error|'message':'Uncaught TypeError: x is no function','source':'/a.js','line':3,'column':4"
            + "|TypeError: x is no function at a.js:3:4 on /cart",
        "javascript_error|'message':'Uncaught broken'|Error: broken on /cart",
        "javascript_error|'message':'Script error.'|Error: Script error. on /cart",
        "unhandled_rejection|'message':'RangeError: far','stack':'RangeError: far\\n    at f (http://localhost:1/src/b.js:7:9)'"
            + "|RangeError: far at src/b.js:7:9 on /cart",
        "unhandled_rejection|'message':'no reason'|unhandled rejection: no reason on /cart",
        "console_output|'level':'error','text':'price missing'|console.error: price missing on /cart",
        "console_output|'level':'assert','text':'sum'|console.assert: assertion failed: sum on /cart",
        "console_output|'level':'warn','text':'slow'|-",
        "network_response|'method':'GET','url':'/api','status':500|HTTP 500: GET /api on /cart",
        "network_response|'method':'PUT','url':'/api','status':404|HTTP 404: PUT /api on /cart",
        "network_response|'method':'GET','url':'/api','status':304|-",
        "network_response|'method':'GET','url':'https://cdn.example','status':'opaque'|-",
        "network_error|'method':'POST','url':'http://localhost:9/','message':'TypeError: Failed to fetch'"
            + "|network error: POST http://localhost:9/: TypeError: Failed to fetch on /cart",
        "network_error|'method':'GET','url':'/api','message':'AbortError','aborted':true|-",
        "resource_error|'tag':'img','url':'/a.png'|failed to load: GET /a.png (img) on /cart",
        "resource_error|'tag':'img','url':'/a.png','status':404|HTTP 404: GET /a.png (img) on /cart",
        "resource_timing|'kind':'img','url':'/a.png','status':404|-",
        "resource_timing|'kind':'css','url':'/a.png','status':404,'lone':true|HTTP 404: GET /a.png on /cart",
        "resource_timing|'kind':'other','url':'/favicon.ico','status':404,'lone':true|-",
        "resource_timing|'kind':'img','url':'/favicon.ico','status':404,'lone':true|HTTP 404: GET /favicon.ico on /cart",
        "resource_timing|'kind':'other','url':'/a/favicon.ico','status':404,'lone':true|HTTP 404: GET /a/favicon.ico on /cart",
        "navigation_timing|'status':500|HTTP 500: GET /cart on /cart",
        "navigation_timing|'status':200|-",
        "csp_violation|'message':'img-src blocks x','disposition':'enforce','source':'/a.js','line':2"
            + "|blocked by CSP: img-src blocks x at a.js:2:1 on /cart",
        "csp_violation|'message':'img-src blocks x','disposition':'report'|-",
        "page_load|'title':'TypeError: none'|-",
        "custom|'name':'error'|-",
      })
  void errors_areWhatABrowserPrintsInRed(String type, String data, @Nullable String expected)
      throws Exception {
    Event.PageErrorReport error = errorOf(type, data);
    assertEquals(
        expected == null ? null : "[browser] " + expected,
        error == null ? null : error.lines().getFirst());
  }

  @Test
  void error_ofAPage_isCleanedAndBounded() throws Exception {
    String frames = "\\n    at f (http://localhost:1/a.js:1:2)".repeat(40);
    Event.PageErrorReport error =
        errorOf(
            "console_output",
            "'level':'error','text':'\\u001b[31mred\\u202e\\r\\nsecond"
                + "\\nline".repeat(90)
                + "x".repeat(5_000)
                + "','stack':'"
                + frames
                + "'");
    assertNotNull(error);
    assertEquals(" [31mred ", error.message());
    assertEquals("a.js:1:2", error.location());
    assertEquals(List.of("  second", "  line"), error.lines().subList(1, 3));
    assertEquals("    at f (a.js:1:2)", error.lines().getLast());
    assertTrue(error.lines().size() <= 25, error.lines().size() + " lines");
    assertTrue(error.lines().stream().allMatch(line -> line.length() < 600));
  }

  @Test
  void stackOfAnError_hasNoFramesOfTheTelemetryScript() throws Exception {
    String frame = "\\n    at %s (http://localhost:1/%s:1:2)";
    String stack = "Error" + frame.formatted("f", "__brummer/t.js") + frame.formatted("g", "a.js");
    Event.PageErrorReport error =
        errorOf("console_output", "'level':'error','text':'x','stack':'" + stack + "'");
    assertNotNull(error);
    assertEquals(
        List.of("[browser] console.error: x at a.js:1:2 on /cart", "    at g (a.js:1:2)"),
        error.lines());
  }

  /// A request that the page has sent around the proxy is one error, whether it was blocked or not.
  @Test
  void requestAroundTheProxy_isExplainedOnlyIfBlocked() throws Exception {
    String listening = "http://localhost:" + server.port();
    String data =
        "'method':'GET','url':'%s/x','message':'TypeError: Failed to fetch','around':true";
    Event.PageErrorReport blocked = errorOf("network_error", data.formatted(listening));
    assertNotNull(blocked);
    assertEquals("blocked request", blocked.type());
    assertTrue(blocked.message().contains("does not allow http://localhost:1"));
    Event.PageErrorReport dead = errorOf("network_error", data.formatted("http://localhost:1"));
    assertNotNull(dead);
    assertEquals("network error", dead.type());
  }

  @Test
  void identicalErrors_inOneBeacon_areAllMapped() throws Exception {
    String event =
        "{\"type\":\"unhandled_rejection\",\"data\":{\"message\":\"Error: e\",\"stack\":"
            + "\"at f (http://localhost:1/a.js:1:2)\"}}";
    String body = "[" + (event + ",").repeat(299) + event + "]";
    assertTrue(post(BEACONS, SAME_ORIGIN, body).startsWith("HTTP/1.1 204"));
    for (int i = 0; i < 300; i++) {
      Event.PageErrorReport error = proxy.await(Event.PageEvent.class, e -> true).error();
      assertEquals("a.js:1:2", error == null ? null : error.location());
    }
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
