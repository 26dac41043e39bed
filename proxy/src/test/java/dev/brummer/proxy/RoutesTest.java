package dev.brummer.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.UrlDetected.Scope;
import dev.brummer.proxy.route.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Opening, sharing and closing of listeners.
class RoutesTest {
  private TestProxy proxy;

  @BeforeEach
  void start() {
    proxy = new TestProxy();
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  private void detect(int process, String url, Scope scope) {
    proxy.bus.publish(new Event.UrlDetected(process, 1, url, scope, "", 0));
  }

  private Event.RouteOpened opened() throws InterruptedException {
    return proxy.await(Event.RouteOpened.class, e -> true);
  }

  @Test
  void detected_local_openedWithTheSamePath() throws Exception {
    detect(3, "http://localhost:5173/app/?x=1", Scope.LOCAL);
    Event.RouteOpened opened = opened();
    assertEquals(3, opened.process());
    assertEquals("http://localhost:5173/app/?x=1", opened.target());
    assertTrue(opened.proxied().matches("http://localhost:\\d+/app/\\?x=1"), opened.proxied());
    assertEquals(List.of(new Route(3, opened.target(), opened.proxied())), proxy.server.routes());
  }

  @Test
  void detected_elsewhere_ignored() throws Exception {
    detect(1, "http://192.168.1.5:5173/", Scope.NETWORK);
    detect(1, "https://vite.dev/", Scope.EXTERNAL);
    detect(1, "http://localhost:5173/", Scope.LOCAL);
    assertEquals("http://localhost:5173/", opened().target());
    assertEquals(1, proxy.server.routes().size());
  }

  @Test
  void detected_ofAServerOrProcessWithoutProxy_ignored() throws Exception {
    detect(TestProxy.UNPROXIED, "http://localhost:5172/", Scope.LOCAL);
    proxy.bus.publish(
        new Event.UrlDetected(
            1,
            Event.UrlDetected.NO_LINE,
            "http://localhost:50051",
            Scope.LOCAL,
            "found by its port, HTTP/2 only",
            false,
            0));
    detect(1, "http://localhost:5173/", Scope.LOCAL);
    assertEquals("http://localhost:5173/", opened().target());
    assertEquals(1, proxy.server.routes().size());
  }

  @Test
  void detected_sameServerByOtherNames_oneListener() throws Exception {
    String first = portOf("http://localhost:5173/");
    assertEquals(first, portOf("http://127.0.0.1:5173/admin"));
    assertEquals(first, portOf("http://0.0.0.0:5173/"));
    assertNotEquals(first, portOf("http://localhost:5174/"));
  }

  private String portOf(String url) throws InterruptedException {
    detect(1, url, Scope.LOCAL);
    return opened().proxied().replaceAll("^http://localhost:(\\d+)/.*$", "$1");
  }

  @Test
  void detected_ownListener_notProxiedAgain() throws Exception {
    String port = portOf("http://localhost:5173/");
    detect(2, "http://127.0.0.1:" + port + "/", Scope.LOCAL);
    detect(2, "http://localhost:5174/", Scope.LOCAL);
    assertEquals("http://localhost:5174/", opened().target());
  }

  @Test
  void detected_httpsOnLoopback_opened() throws Exception {
    detect(1, "https://localhost:5173/a", Scope.LOCAL);
    assertTrue(opened().proxied().matches("http://localhost:\\d+/a"));
    detect(1, "http://localhost:5173/a", Scope.LOCAL);
    opened();
    assertEquals(2, proxy.server.routes().size());
  }

  @ParameterizedTest
  @CsvSource({
    "https://192.168.1.5:5173/, An https server is proxied only on this machine's loopback addresses.",
    "wss://localhost:5173/, 'Only http and https are proxied, not wss.'",
    "mailto:x, The proxy supports only absolute http URLs."
  })
  void open_unsupported_saysWhyNot(String url, String reason) throws Exception {
    proxy.server.open(url, 1);
    assertEquals(reason, proxy.await(Event.RouteClosed.class, e -> true).reason());
  }

  @Test
  void processEnds_routeClosedButPortKeptForItsRestart() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    String url = "http://localhost:" + free + "/";
    String port = portOf(url);
    proxy.bus.publish(new Event.ProcessExited(1, "web", 1, 1, 0, 0));
    proxy.await(Event.RouteClosed.class, e -> e.process() == 1);
    assertEquals(List.of(), proxy.server.routes());
    try (RawConnection client = RawConnection.to(Integer.parseInt(port))) {
      client.get("/", "");
      assertTrue(client.readHead().startsWith("HTTP/1.1 502"));
    }
    assertEquals(port, portOf(url));
  }

  @Test
  void urlForgotten_closedOnce() throws Exception {
    portOf("http://localhost:5173/");
    proxy.bus.publish(new Event.UrlExpired(1, "http://localhost:5173/", 0));
    proxy.bus.publish(new Event.ProcessExited(1, "web", 1, 0, 0, 0));
    detect(9, "http://localhost:5175/", Scope.LOCAL);
    proxy.await(Event.RouteClosed.class, e -> true);
    proxy.await(Event.RouteOpened.class, e -> true);
    proxy.server.open("mailto:x", 4);
    assertEquals(4, proxy.await(Event.RouteClosed.class, e -> true).process());
  }

  @Test
  void closeRoute_byTheUser_portIsFree() throws Exception {
    int port = Integer.parseInt(portOf("http://localhost:5173/"));
    proxy.server.closeRoute("http://localhost:5173/");
    proxy.await(Event.RouteClosed.class, e -> true);
    proxy.server.open("mailto:x", 4);
    proxy.await(Event.RouteClosed.class, e -> e.process() == 4);
    assertThrows(IOException.class, () -> RawConnection.to(port));
  }

  @Test
  void keptPort_ofAServerThatMoves_servesItsOldPort() throws Exception {
    int printed = freePort();
    int moved = freePort();
    String first = "http://localhost:" + printed + "/";
    portOf(first);
    proxy.server.keepPort(moved, printed);
    assertEquals("Its server moves.", proxy.await(Event.RouteClosed.class, e -> true).reason());
    assertEquals(Integer.toString(printed), portOf("http://localhost:" + moved + "/"));
    // The page's own port is no server of its own.
    detect(1, first, Scope.LOCAL);
    assertEquals(
        List.of("http://localhost:" + moved + "/"),
        proxy.server.routes().stream().map(Route::target).toList());
  }

  @Test
  void keptPort_printedAgainBeforeTheMove_notProxiedUntilReleased() throws Exception {
    int printed = freePort();
    proxy.server.keepPort(freePort(), printed);
    detect(1, "http://localhost:" + printed + "/", Scope.LOCAL);
    detect(1, "http://localhost:5173/", Scope.LOCAL);
    assertEquals("http://localhost:5173/", opened().target());
    proxy.server.releasePort(printed);
    proxy.server.open("http://localhost:" + printed + "/", 1);
    assertEquals("http://localhost:" + printed + "/", opened().target());
  }

  @Test
  void keptPort_taken_saidAndAnotherIsUsed() throws Exception {
    int moved = freePort();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      proxy.server.keepPort(moved, taken.getLocalPort());
      detect(1, "http://localhost:" + moved + "/", Scope.LOCAL);
      assertEquals(
          "Port "
              + taken.getLocalPort()
              + " is taken, so http://localhost:"
              + moved
              + " is proxied at another one.",
          proxy.await(Event.Notice.class, e -> true).text());
      assertNotEquals("" + taken.getLocalPort(), opened().proxied().replaceAll("\\D", ""));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void firstPort_taken_theNextIsUsed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        TestProxy other =
            new TestProxy(ProxySettings.defaults().withFirstPort(taken.getLocalPort()))) {
      assertTrue(other.open(5173) > taken.getLocalPort());
    }
  }

  @Test
  void firstPort_takenOnIpv6Only_theNextIsUsed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("::1"));
        TestProxy other =
            new TestProxy(ProxySettings.defaults().withFirstPort(taken.getLocalPort()))) {
      assertTrue(other.open(5173) > taken.getLocalPort());
    }
  }
}
