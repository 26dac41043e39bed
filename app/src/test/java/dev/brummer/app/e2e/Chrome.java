package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Headless browser, driven over the Chrome DevTools Protocol.
final class Chrome implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long RESPONSE_TIMEOUT_SECONDS = 60;

  private final HttpClient client = HttpClient.newHttpClient();
  private final LinkedBlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final List<JsonNode> console = new ArrayList<>();
  private final Process process;
  private final WebSocket socket;
  private int last;

  /// Starts the browser.
  ///
  /// @param profile profile folder of this instance
  /// @param options additional command-line options
  static Chrome start(Path profile, String... options) throws Exception {
    RequiredPrograms.require("chromium");
    return new Chrome(profile, options);
  }

  private Chrome(Path profile, String... options) throws Exception {
    Path log = profile.resolveSibling(profile.getFileName() + ".log");
    List<String> command = new ArrayList<>(List.of("chromium", "--headless=new", "--no-sandbox"));
    command.addAll(List.of("--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"));
    command.addAll(List.of("--mute-audio", "--autoplay-policy=no-user-gesture-required"));
    command.addAll(List.of("--user-data-dir=" + profile, "--remote-debugging-port=0"));
    command.addAll(List.of(options));
    command.add("about:blank");
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int port = port(profile.resolve("DevToolsActivePort"));
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(page(port)), new Listener())
            .get(20, TimeUnit.SECONDS);
    call("Page.enable");
    call("Runtime.enable");
    call("Log.enable");
  }

  private static int port(Path file) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(RESPONSE_TIMEOUT_SECONDS);
    while (!Files.exists(file) || Files.readAllLines(file).size() < 2) {
      assertTrue(System.nanoTime() - deadline < 0, "timeout waiting for the browser to start");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(30));
    }
    return Integer.parseInt(Files.readAllLines(file).getFirst());
  }

  private String page(int port) throws Exception {
    HttpRequest list =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
    for (JsonNode target : JSON.readTree(client.send(list, BodyHandlers.ofString()).body())) {
      if (target.path("type").asText().equals("page")) {
        return target.path("webSocketDebuggerUrl").asText();
      }
    }
    throw new AssertionError("the browser has no page");
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean whole) {
      part.append(data);
      if (whole) {
        try {
          messages.add(JSON.readTree(part.toString()));
        } catch (com.fasterxml.jackson.core.JsonProcessingException torn) {
          throw new AssertionError(torn);
        }
        part.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }

  private JsonNode call(String method, String... namesAndValues) throws Exception {
    ObjectNode message = JSON.createObjectNode().put("id", ++last).put("method", method);
    ObjectNode parameters = message.putObject("params");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String value = namesAndValues[i + 1];
      if (value.equals("true")) {
        parameters.put(namesAndValues[i], true);
      } else {
        parameters.put(namesAndValues[i], value);
      }
    }
    socket.sendText(JSON.writeValueAsString(message), true).get(20, TimeUnit.SECONDS);
    JsonNode answer = await(method, node -> node.path("id").asInt() == last);
    assertTrue(answer.path("error").isMissingNode(), () -> method + ": " + answer);
    return answer.path("result");
  }

  private JsonNode await(String what, java.util.function.Predicate<JsonNode> wanted)
      throws InterruptedException {
    while (true) {
      JsonNode message = messages.poll(RESPONSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
      assertTrue(message != null, "no response from the browser: " + what);
      if (message.path("method").asText().equals("Log.entryAdded")) {
        console.add(message.path("params").path("entry"));
      }
      if (wanted.test(message)) {
        return message;
      }
    }
  }

  /// Opens a page and waits until it has loaded.
  Chrome open(String url) throws Exception {
    console.clear();
    call("Page.navigate", "url", url);
    await("load of " + url, node -> node.path("method").asText().equals("Page.loadEventFired"));
    return this;
  }

  /// Evaluates an expression and awaits promises.
  JsonNode evaluate(String expression) throws Exception {
    JsonNode result =
        call(
            "Runtime.evaluate",
            "expression",
            expression,
            "awaitPromise",
            "true",
            "returnByValue",
            "true");
    assertTrue(result.path("exceptionDetails").isMissingNode(), result::toString);
    return result.path("result").path("value");
  }

  /// Waits until an expression is true; fails after a timeout.
  void awaitTrue(String expression) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(RESPONSE_TIMEOUT_SECONDS);
    while (!evaluate("!!(" + expression + ")").asBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "timeout waiting for " + expression);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /// Errors reported by the browser since the page was opened, such as policy violations and failed
  /// loads.
  String consoleErrors() {
    StringBuilder all = new StringBuilder();
    console.forEach(entry -> all.append(entry.path("text").asText()).append('\n'));
    return all.toString();
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    client.close();
  }
}
