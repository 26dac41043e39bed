package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real Vite app, installed from npm in the folder of the test.
@Timeout(300)
class ViteIT {
  private static final String TAG = "<script src=\"/__brummer/t.js\"";
  private static final Pattern LOCAL = Pattern.compile("Local: +(http://localhost:[0-9]+)/");
  private static final Pattern TOKEN = Pattern.compile("wsToken = \"([^\"]+)\"");

  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();

  @BeforeEach
  void install() throws Exception {
    installIn(project);
  }

  /// Installs the Vite app in a folder.
  static void installIn(Path folder) throws Exception {
    copy(Path.of("src/test/projects/vite"), folder);
    SetupCommand.npmInstall(folder, Duration.ofMinutes(3));
  }

  @Test
  void run_showsTheUrl_injectsThePage_hotReloadsThroughTheProxy_andLeavesNobody() throws Exception {
    try (Tmux tmux = Tmux.start(120, 36, project, mark, BuiltImage.launcher() + " run dev")) {
      Matcher local = LOCAL.matcher(tmux.await("Vite's URL", s -> LOCAL.matcher(s).find()));
      assertTrue(local.find());
      tmux.keys("3");
      String screen = tmux.await("the proxied URL", s -> ProxiedUrl.row("dev").matcher(s).find());
      ProxiedUrl proxied = ProxiedUrl.parse(screen, "dev");

      String page = proxied.fetchPage("/");
      int head = page.indexOf("<head>") + "<head>".length();
      assertTrue(page.startsWith(TAG, head), page);
      int end = page.indexOf("</script>", head) + "</script>".length();
      String direct = ProxiedUrl.fetchDocument(URI.create(local.group(1) + "/"));
      assertEquals(direct, page.substring(0, head) + page.substring(end));

      hotReloads(proxied);

      tmux.keys("4");
      tmux.await(
          "the page in Requests", s -> s.lines().anyMatch(l -> l.matches(".*GET +200 +/ .*")));
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  /// Acts like Vite's client: opens the socket with the page's token, then waits for the update of
  /// an edited module.
  private void hotReloads(ProxiedUrl proxied) throws Exception {
    Matcher token = TOKEN.matcher(proxied.fetchModule("/@vite/client"));
    assertTrue(token.find(), "no token in Vite's client");
    assertTrue(proxied.fetchModule("/src/main.js").contains("greeting.js"));
    assertTrue(proxied.fetchModule("/src/greeting.js").contains("first version"));
    URI socket = URI.create(proxied.url().replace("http:", "ws:") + "/?token=" + token.group(1));
    Messages messages = new Messages();
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket opened =
          client
              .newWebSocketBuilder()
              .subprotocols("vite-hmr")
              .header("Origin", proxied.url())
              .buildAsync(socket, messages)
              .get(20, TimeUnit.SECONDS);
      messages.await("\"connected\"");
      Files.writeString(
          project.resolve("src/greeting.js"), "export const greeting = 'the second version'\n");
      String news = messages.await("\"update\"");
      assertTrue(news.contains("greeting.js"), news);
      opened.abort();
    }
    assertTrue(proxied.fetchModule("/src/greeting.js").contains("second version"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path copy = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
      }
    }
  }

  /// Queue of the complete messages of a socket.
  private static final class Messages implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();
    private final LinkedBlockingQueue<String> whole = new LinkedBlockingQueue<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        whole.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return java.util.concurrent.CompletableFuture.completedStage(null);
    }

    String await(String text) throws InterruptedException {
      while (true) {
        String message = whole.poll(20, TimeUnit.SECONDS);
        if (message == null) {
          throw new AssertionError("no message with " + text + " came");
        }
        if (message.contains(text)) {
          return message;
        }
      }
    }
  }
}
