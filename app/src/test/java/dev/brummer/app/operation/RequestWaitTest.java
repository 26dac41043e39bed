package dev.brummer.app.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.brummer.app.operation.result.Outcome;
import dev.brummer.app.operation.result.WaitResult;
import dev.brummer.engine.Engine;
import dev.brummer.engine.EngineSettings;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.proxy.ProxyServer;
import dev.brummer.proxy.ProxySettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Waits for a request through the real proxy.
@Timeout(60)
class RequestWaitTest {
  private static final Caller AGENT = new Caller("agent", "1", Caller.Door.MCP_STDIO, true);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);

  @TempDir private Path directory;

  private final Engine engine = new Engine(EngineSettings.inMemory());
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final HttpClient browser = HttpClient.newHttpClient();
  private HttpServer upstream;
  private ProxyServer proxy;
  private ProjectOperations operations;
  private String proxied;

  @BeforeEach
  void open() throws Exception {
    upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstream.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    upstream.start();
    int web = engine.processes().register(process("web"));
    engine.processes().register(process("api"));
    engine.bus().subscribeAll("test", OverflowPolicy.BLOCK, 1024, events::add);
    proxy = new ProxyServer(engine.bus(), ProxySettings.defaults().withFirstPort(0), _ -> true);
    proxy.start();
    proxy.open("http://localhost:" + upstream.getAddress().getPort() + "/", web);
    proxied = await(Event.RouteOpened.class).proxied();
    operations =
        new ProjectOperations(
            engine,
            proxy,
            directory,
            List.of(),
            new UnregisteredScripts(List.of()),
            new NoControl());
  }

  private static final class NoControl implements RunControl {
    @Override
    public boolean openInBrowser(String url) {
      return false;
    }

    @Override
    public void shutDown(String by) {
      throw new AssertionError("shut down by " + by);
    }
  }

  private ProcessSpec process(String name) {
    return new ProcessSpec(
        name, "scripts", List.of("true"), directory, Map.of(), false, Duration.ofSeconds(2));
  }

  @AfterEach
  void close() {
    browser.close();
    operations.close();
    proxy.close();
    engine.close();
    upstream.stop(0);
  }

  private <E extends Event> E await(Class<E> type) throws InterruptedException {
    Event event = events.poll(20, TimeUnit.SECONDS);
    while (event != null && !type.isInstance(event)) {
      event = events.poll(20, TimeUnit.SECONDS);
    }
    return type.cast(event);
  }

  /// Sends a request and waits until the run knows it.
  private void get(String path) throws Exception {
    long known = engine.facts().sequence();
    HttpRequest request = HttpRequest.newBuilder(URI.create(proxied).resolve(path)).build();
    assertEquals(204, browser.send(request, BodyHandlers.discarding()).statusCode());
    while (engine.facts().sequence() == known) {
      engine.facts().awaitChange(engine.facts().changes(), 100);
    }
  }

  private WaitResult waitFor(
      List<String> names, String condition, Duration timeout, @Nullable String cursor)
      throws Exception {
    return operations.waitFor(
        AGENT, new WaitRequest(names, WaitCondition.parse(condition), timeout, cursor));
  }

  @Test
  void request_beforeTheWait_countsWithACursorOnly() throws Exception {
    String cursor = operations.cursor();
    get("/early");
    assertEquals(Outcome.TIMED_OUT, waitFor(List.of(), "request", SHORT, null).outcome());
    assertEquals(Outcome.TIMED_OUT, waitFor(List.of(), "request", SHORT, "now").outcome());
    WaitResult met = waitFor(List.of(), "request", LONG, cursor);
    assertEquals(Outcome.MET, met.outcome());
    assertTrue(met.requests().getFirst().url().endsWith("/early"), met.toString());
  }

  @Test
  void request_duringTheWait_isReported() throws Exception {
    Thread visitor =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (!Thread.interrupted()) {
                  get("/late");
                }
              } catch (Exception ended) {
                Thread.currentThread().interrupt();
              }
            });
    WaitResult met = waitFor(List.of("web"), "request:/late", LONG, null);
    visitor.interrupt();
    visitor.join();
    assertEquals(Outcome.MET, met.outcome());
  }

  @Test
  void otherRequest_doesNotCount() throws Exception {
    String cursor = operations.cursor();
    get("/users");
    assertEquals(Outcome.TIMED_OUT, waitFor(List.of(), "request:/orders", SHORT, cursor).outcome());
    assertEquals(Outcome.TIMED_OUT, waitFor(List.of("api"), "request", SHORT, cursor).outcome());
    assertEquals(Outcome.MET, waitFor(List.of("web"), "request:/users", LONG, cursor).outcome());
  }

  @Test
  void runWithoutProxy_saysSo() {
    ProjectOperations without =
        new ProjectOperations(
            engine,
            null,
            directory,
            List.of(),
            new UnregisteredScripts(List.of()),
            new NoControl());
    OperationException refused =
        assertThrows(
            OperationException.class,
            () ->
                without.waitFor(
                    AGENT,
                    new WaitRequest(List.of(), WaitCondition.parse("request"), SHORT, null)));
    assertTrue(refused.getMessage().contains("no proxy"), refused.getMessage());
    without.close();
  }
}
