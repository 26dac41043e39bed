package dev.brummer.app.command.training;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The server behind the proxy of a training run, and the browser before it. Runs outside of the
/// JVM that is trained. Thread-safe.
public final class TrainingServer implements AutoCloseable {
  private static final String PAGE =
      "<!doctype html><html><head><title>t</title></head><body><h1>Hello</h1></body></html>";

  private static final List<String> PATHS = List.of("/", "/", "/__brummer/t.js");
  private static final int RETRY_MILLIS = 20;

  private final HttpServer server;
  private final int proxyPort;

  private TrainingServer(HttpServer server, int proxyPort) {
    this.server = server;
    this.proxyPort = proxyPort;
  }

  /// Starts a server that answers everything with one page.
  public static TrainingServer start() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    try (ServerSocket probe = new ServerSocket(0, 1, loopback)) {
      return new TrainingServer(server, probe.getLocalPort());
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// The port that the proxy is to take.
  public int proxyPort() {
    return proxyPort;
  }

  /// Fetches the page and the script through the proxy, as soon as it accepts connections. Sleeping
  /// is fine here: no result depends on the timing.
  ///
  /// @param ended whether the training run has ended
  /// @param timeout for all pages together
  public void fetchPages(BooleanSupplier ended, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    for (String path : PATHS) {
      while (!fetch("http://localhost:" + proxyPort + path)) {
        if (ended.getAsBoolean() || System.nanoTime() > deadline) {
          return;
        }
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  private static boolean fetch(String url) {
    try {
      URLConnection connection = URI.create(url).toURL().openConnection();
      connection.setRequestProperty("Accept", "text/html,*/*;q=0.8");
      connection.setRequestProperty("Sec-Fetch-Dest", "document");
      connection.setRequestProperty("Accept-Encoding", "gzip, deflate, br");
      try (InputStream body = connection.getInputStream()) {
        return body.readAllBytes().length > 0;
      }
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
