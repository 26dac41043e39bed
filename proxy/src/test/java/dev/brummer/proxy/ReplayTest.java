package dev.brummer.proxy;

import static dev.brummer.proxy.RawConnection.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.RequestDetail;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Recorded details of a request, and its replay.
class ReplayTest {
  private final LinkedBlockingQueue<String> heads = new LinkedBlockingQueue<>();
  private TestProxy proxy;
  private RawServer server;
  private RawConnection client;

  @BeforeEach
  void start() throws Exception {
    proxy = new TestProxy();
    server =
        new RawServer(rawConnection -> {
          String head;
          while (!(head = rawConnection.readHead()).isEmpty()) {
            String length = header(head, "Content-Length");
            heads.add(
                head + (length.isEmpty() ? "" : rawConnection.readText(Integer.parseInt(length))));
            rawConnection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
          }
        });
    client = RawConnection.to(proxy.open(server.port()));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
    proxy.close();
  }

  @Test
  void repeat_withBodyAndCookie_sameAgain() throws Exception {
    client.write(
        "POST /pay HTTP/1.1\r\nHost: localhost:1\r\nCookie: a=b\r\nContent-Length: 4\r\n\r\nbody");
    client.readHead();
    String first = heads.take();
    Event.RequestCompleted completed = proxy.awaitRequest("/pay");

    proxy.server.replay(completed.id());
    Event.RequestCompleted again = proxy.awaitRequest("/pay");
    String second = heads.take();

    assertTrue(second.startsWith("POST /pay HTTP/1.1\r\n") && second.endsWith("body"), second);
    assertEquals("a=b", header(second, "Cookie"));
    assertEquals("", header(second, "x-brummer-repeats"));
    assertEquals("replay of request " + completed.id(), again.detail().remark());
    assertTrue(!header(first, "traceparent").equals(header(second, "traceparent")), first);
  }

  @Test
  void repeat_bodyTooLarge_saidSo() throws Exception {
    client.write("POST /large HTTP/1.1\r\nHost: localhost:1\r\nContent-Length: 70000\r\n\r\n");
    client.write("x".repeat(70_000));
    client.readHead();
    proxy.server.replay(proxy.awaitRequest("/large").id());
    Event.Notice notice = proxy.await(Event.Notice.class, n -> true);
    assertTrue(notice.text().contains("/large cannot be replayed"), notice.text());
  }

  @Test
  void repeat_unknown_saidSo() throws Exception {
    proxy.server.replay(4711);
    Event.Notice notice = proxy.await(Event.Notice.class, n -> true);
    assertEquals("Request 4711 cannot be replayed: it is no longer in the history.", notice.text());
  }

  @Test
  void detail_hasTheBeginningsOfBodies() throws Exception {
    String list = "[" + "1234567,".repeat(600) + "0]";
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + list.length();
    try (RawServer api =
            new RawServer(rawConnection -> {
              rawConnection.readHead();
              rawConnection.readText(9);
              rawConnection.write(head + "\r\n\r\n" + list);
            });
        RawConnection browser = RawConnection.to(proxy.open(api.port()))) {
      browser.write(
          "POST /api HTTP/1.1\r\nHost: localhost:1\r\nContent-Type: application/json\r\n");
      browser.write("Content-Length: 9\r\n\r\n{\"a\":\"b\"}");
      assertEquals(list, browser.readBody(browser.readHead()));
    }
    RequestDetail detail = proxy.awaitRequest("/api").detail();
    assertEquals(new RequestDetail.Body("{\n  \"a\" : \"b\"\n}", false), detail.requestBody());
    assertTrue(detail.responseBody().truncated());
    String shown = detail.responseBody().text();
    assertTrue(shown.startsWith("[ 1234567, 1234567, ") && shown.length() > 2000, shown);
  }

  @Test
  void detail_traceIsWhatTheServerGot() throws Exception {
    client.get("/a", "");
    client.readHead();
    String trace = header(heads.take(), "traceparent");
    Event.RequestCompleted completed = proxy.awaitRequest("/a");
    assertEquals(trace.split("-")[1], completed.detail().traceId());
    assertTrue(completed.detail().connectNanos() > 0);
    assertTrue(completed.detail().firstByteNanos() > 0);
    assertEquals("http://localhost:" + server.port(), completed.detail().origin());
  }

  @Test
  void traceparent_ofTheClient_kept() throws Exception {
    String clientTraceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    client.get("/a", "traceparent: " + clientTraceparent + "\r\n");
    client.readHead();
    assertEquals(clientTraceparent, header(heads.take(), "traceparent"));
    assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", proxy.awaitRequest("/a").detail().traceId());
  }

  @Test
  void history_keepsTheNewest() throws Exception {
    client.get("/a", "");
    client.readBody(client.readHead());
    client.get("/b", "");
    client.readHead();
    proxy.awaitRequest("/b");
    assertEquals(
        java.util.List.of("/a", "/b"),
        proxy.server.history().all().stream().map(Event.RequestCompleted::url).toList());
  }
}
