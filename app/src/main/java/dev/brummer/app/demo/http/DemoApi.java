package dev.brummer.app.demo.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.brummer.app.demo.DemoLog;
import dev.brummer.app.demo.DemoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// API of the demo shop: answers with JSON and logs each request.
public final class DemoApi implements DemoServer {
  private static final String ITEMS =
      """
      [{"id":1,"name":"Bass drum","price":"349.00"},
       {"id":2,"name":"Snare drum","price":"189.00"},
       {"id":3,"name":"Ride cymbal","price":"129.50"},
       {"id":4,"name":"Brushes","price":"24.90"}]
      """;

  /// @param portFile file in which it writes its port
  @Override
  public int serve(Path portFile) throws IOException, InterruptedException {
    HttpServer server = DemoHttp.start(DemoApi::handle);
    int port = server.getAddress().getPort();
    Files.writeString(portFile, Integer.toString(port));
    DemoLog.info("api listening on http://localhost:" + port + "/items");
    return DemoHttp.awaitTermination();
  }

  private static void handle(HttpExchange exchange) throws IOException {
    long start = System.nanoTime();
    String path = exchange.getRequestURI().getPath();
    boolean known = path.equals("/items");
    int status = known ? 200 : 404;
    DemoHttp.respond(
        exchange, status, "application/json", known ? ITEMS : "{\"error\":\"no " + path + "\"}");
    double millis = (System.nanoTime() - start) / 1e6;
    String line =
        "%s %s %s %.1f ms"
            .formatted(
                exchange.getRequestMethod(),
                path,
                DemoLog.colour(known ? "32" : "31", Integer.toString(status)),
                millis);
    if (known) {
      DemoLog.info(line);
    } else {
      DemoLog.warn(line);
    }
  }
}
