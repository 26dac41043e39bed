package dev.brummer.app.demo.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.brummer.app.demo.DemoLog;
import dev.brummer.app.demo.DemoServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Web server of the demo shop: two pages, and the responses of [DemoApi] under the same origin.
public final class DemoWeb implements DemoServer {
  /// @param apiFile file in which the API writes its port
  @Override
  public int serve(Path apiFile) throws IOException, InterruptedException {
    long start = ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
    HttpServer server = DemoHttp.start(exchange -> handle(exchange, apiFile));
    DemoLog.print("");
    DemoLog.print(
        "  "
            + DemoLog.colour("1;32", "SHOP")
            + DemoLog.colour("32", " v1.0.0")
            + "  ready in "
            + (System.currentTimeMillis() - start)
            + " ms");
    DemoLog.print("");
    String url = "http://localhost:" + server.getAddress().getPort() + "/";
    DemoLog.print("  " + DemoLog.colour("32", "➜") + "  Local:   " + DemoLog.colour("36", url));
    DemoLog.print(
        "  " + DemoLog.colour("32", "➜") + "  Open it (key o) and click Buy: it has a bug");
    return DemoHttp.awaitTermination();
  }

  private static void handle(HttpExchange exchange, Path apiFile) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/" -> DemoHttp.respond(exchange, 200, "text/html", readResource("shop.html"));
      case "/cart" -> DemoHttp.respond(exchange, 200, "text/html", readResource("cart.html"));
      case "/shop.css" -> DemoHttp.respond(exchange, 200, "text/css", readResource("shop.css"));
      case "/api/items" -> forwardItems(exchange, apiFile);
      default -> DemoHttp.respond(exchange, 404, "text/html", readResource("missing.html"));
    }
  }

  private static void forwardItems(HttpExchange exchange, Path apiFile) throws IOException {
    if (!Files.isRegularFile(apiFile)) {
      DemoHttp.respond(
          exchange, 503, "application/json", "{\"error\":\"the API is not running yet\"}");
      return;
    }
    URI api = URI.create("http://localhost:" + Files.readString(apiFile).strip() + "/items");
    HttpURLConnection connection = (HttpURLConnection) api.toURL().openConnection();
    try (InputStream response = connection.getInputStream()) {
      String body = new String(response.readAllBytes(), StandardCharsets.UTF_8);
      DemoHttp.respond(exchange, 200, "application/json", body);
    } catch (IOException down) {
      DemoHttp.respond(
          exchange, 502, "application/json", "{\"error\":\"the API does not respond\"}");
    }
  }

  private static String readResource(String name) throws IOException {
    try (InputStream page = DemoWeb.class.getResourceAsStream(name)) {
      if (page == null) {
        throw new IOException("missing resource: " + name);
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
