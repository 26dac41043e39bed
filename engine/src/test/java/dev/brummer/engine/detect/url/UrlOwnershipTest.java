package dev.brummer.engine.detect.url;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.PortTable.Holder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// URLs of two managed processes, `WEB` and `API`, over a port table that the test fills.
final class UrlOwnershipTest {
  private static final int WEB = 1;
  private static final int API = 2;
  private static final int OTHER_PROGRAM = 0;

  private final UrlOwnership ownership = new UrlOwnership();
  private final Map<Integer, List<Holder>> holders = new HashMap<>();
  private final List<String> events = new ArrayList<>();
  private long now = 1_000;
  private final UrlDetector detector =
      new UrlDetector(
          Set::of,
          new UrlClaims() {
            @Override
            public void onPrinted(UrlClaim claim, Consumer<Event> found) {
              ownership.add(claim, now);
            }

            @Override
            public void onExited(int process, long atMillis, Consumer<Event> found) {
              ownership.exited(process, atMillis, found);
            }
          });

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connected to MongoDB, server running on http://localhost:18702",
        "Compiled with 0 errors. App at http://localhost:18702/",
        "connected to db & listening on port 18702",
        "connected to db and listening on port 18702",
        "MongoDB connected server listening on port 18702",
        "error opening a browser for http://localhost:18702",
        "Failed to connect to redis, retrying; listening on http://localhost:18702",
        "proxy error? no, http://localhost:18702 serves",
        "GET http://localhost:18702 200",
        "fetch http://localhost:18702 failed",
        "3 errors, 2 warnings - http://localhost:18702",
        "Redis is in use already, api listening on port 18702 (debug mode)",
      })
  void url_onAPortOfThePrintingProcess_isItsUrl_whateverStandsAroundIt(String line) {
    listen(18702, WEB, "node");
    print(WEB, line);
    assertEquals(List.of("1 http://localhost:18702"), events);
  }

  @Test
  void url_isPublishedWhenItsProcessListens_notBefore() {
    print(WEB, "curl http://localhost:18599/health");
    print(WEB, "Local: http://localhost:5173/");
    assertEquals(List.of(), events);
    listen(5173, WEB, "node");
    resolve();
    assertEquals(List.of("1 http://localhost:5173"), events);
    assertEquals(Set.of(18599), ownership.pendingPorts());
  }

  @Test
  void url_ofAnotherProcess_belongsToTheHolder() {
    listen(18522, API, "node");
    print(WEB, "using API http://localhost:18522");
    assertEquals(List.of(), events);
    print(WEB, "API is running at http://localhost:18522/docs");
    print(API, "listening on http://localhost:18522");
    assertEquals(List.of("2 http://localhost:18522/docs", "2 http://localhost:18522"), events);
    exit(WEB);
    assertEquals(2, events.size());
  }

  @Test
  void port_takenOverByAnotherProcess_movesItsUrl() {
    listen(3000, WEB, "node");
    print(WEB, "http://localhost:3000");
    listen(3000, API, "node");
    print(API, "http://localhost:3000");
    assertEquals(
        List.of(
            "1 http://localhost:3000",
            "1 expired http://localhost:3000",
            "2 http://localhost:3000"),
        events);
  }

  @Test
  void url_ofAnUnmanagedServer_needsWordsThatOfferIt() {
    listen(8080, OTHER_PROGRAM, "");
    print(WEB, "API_URL=http://localhost:8080");
    print(WEB, "connected to http://localhost:8080/api");
    resolve();
    resolve();
    assertEquals(List.of(), events);
    print(WEB, "web-1 | Local: http://localhost:8080/shop");
    resolve();
    assertEquals(List.of("1 http://localhost:8080/shop"), events);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ready to accept connections on port 6379",
        "Server listening on http://localhost:6379",
        "{\"msg\":\"Listening on\",\"attr\":{\"address\":\"127.0.0.1:6379\"}}",
        "Running mode=standalone, port=6379.",
        "Listening for client connections on 0.0.0.0:6379",
      })
  void database_ownsNoUrl_whateverItPrints(String line) {
    listen(6379, WEB, "redis-server");
    print(WEB, line);
    assertEquals(List.of(), events);
    assertEquals(Set.of(), ownership.pendingPorts());
  }

  @Test
  void databaseInAContainer_ownsNoUrl() {
    listen(5432, OTHER_PROGRAM, "");
    print(WEB, "db-1 | listening on http://0.0.0.0:5432, ready");
    resolve();
    resolve();
    assertEquals(List.of(), events);
  }

  @Test
  void mentionedUrl_addsNothingToAKnownOrigin() {
    listen(3000, WEB, "node");
    print(WEB, "Local: http://localhost:3000/");
    for (int i = 0; i < 100; i++) {
      print(WEB, "GET http://localhost:3000/item/" + i + " 200");
    }
    assertEquals(List.of("1 http://localhost:3000"), events);
    assertEquals(Set.of(), ownership.pendingPorts());
  }

  @Test
  void mentionedUrl_ofAFreePort_isDiscardedAfterAWhile() {
    print(WEB, "connect ECONNREFUSED http://localhost:4000");
    assertEquals(Set.of(4000), ownership.pendingPorts());
    now += UrlOwnership.MENTION_TIMEOUT_MILLIS + 1;
    resolve();
    assertEquals(Set.of(), ownership.pendingPorts());
  }

  @Test
  void exit_expiresWhatWasPublished_andForgetsWhatWasNot() {
    listen(3000, WEB, "node");
    print(WEB, "http://localhost:3000 and http://localhost:3001");
    exit(WEB);
    assertEquals(List.of("1 http://localhost:3000", "1 expired http://localhost:3000"), events);
    listen(3001, WEB, "node");
    resolve();
    assertEquals(2, events.size());
  }

  @Test
  void externalUrl_isPublishedAtOnce() {
    print(WEB, "docs: https://vite.dev/config/");
    assertEquals(List.of("1 https://vite.dev/config/"), events);
    exit(WEB);
    assertEquals("1 expired https://vite.dev/config/", events.getLast());
  }

  private void listen(int port, int process, String program) {
    holders.put(port, List.of(new Holder(process, program)));
  }

  private void print(int process, String text) {
    detector.onLine(ScannedLine.of(process, 1, text), this::record);
    resolve();
  }

  private void exit(int process) {
    detector.processExited(process, now, this::record);
  }

  private void resolve() {
    ownership.resolve(holders, now, this::record);
  }

  private void record(Event event) {
    switch (event) {
      case Event.UrlDetected url -> events.add(url.process() + " " + url.url());
      case Event.UrlExpired url -> events.add(url.process() + " expired " + url.url());
      default -> throw new AssertionError("unexpected " + event);
    }
  }
}
