package dev.brummer.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The shop's web server: two pages, and the api's answers under the same origin.
public final class Web {
  private final Path apiFile;

  private Web(Path apiFile) {
    this.apiFile = apiFile;
  }

  /// Serves until ended.
  ///
  /// @param apiFile holds the api's port as soon as it runs
  public static int serve(Path apiFile) throws IOException, InterruptedException {
    long start = ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
    HttpServer server = Http.open(new Web(apiFile)::handle);
    Say.plain("");
    Say.plain(
        "  "
            + Say.paint("1;32", "SHOP")
            + Say.paint("32", " v1.0.0")
            + "  ready in "
            + (System.currentTimeMillis() - start)
            + " ms");
    Say.plain("");
    String url = "http://localhost:" + server.getAddress().getPort() + "/";
    Say.plain("  " + Say.paint("32", "➜") + "  Local:   " + Say.paint("36", url));
    return Http.forever();
  }

  private void handle(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/" -> Http.answer(exchange, 200, "text/html", page("shop.html"));
      case "/cart" -> Http.answer(exchange, 200, "text/html", page("cart.html"));
      case "/shop.css" -> Http.answer(exchange, 200, "text/css", page("shop.css"));
      case "/api/items" -> items(exchange);
      default -> Http.answer(exchange, 404, "text/html", page("missing.html"));
    }
  }

  private void items(HttpExchange exchange) throws IOException {
    if (!Files.isRegularFile(apiFile)) {
      Http.answer(exchange, 503, "application/json", "{\"error\":\"the api is not up yet\"}");
      return;
    }
    URI api = URI.create("http://localhost:" + Files.readString(apiFile).strip() + "/items");
    HttpURLConnection connection = (HttpURLConnection) api.toURL().openConnection();
    try (InputStream answer = connection.getInputStream()) {
      String body = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
      Http.answer(exchange, 200, "application/json", body);
    } catch (IOException down) {
      Http.answer(exchange, 502, "application/json", "{\"error\":\"the api does not answer\"}");
    }
  }

  private static String page(String name) throws IOException {
    try (InputStream page = Web.class.getResourceAsStream(name)) {
      if (page == null) {
        throw new IOException("not in the program: " + name);
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
