package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Errors of a Vite page in a real browser, as Errors, log and `brummer logs` show them.
@Timeout(300)
class BrowserErrorsIT {
  private static final int COLUMNS = 170;

  @TempDir Path folder;

  private final InheritedMarker mark = InheritedMarker.create();

  @Test
  void errorsOfAPage_areErrorsAndLogLinesWithTheirPlace_untilTheyAreFixed() throws Exception {
    RequiredPrograms.require("chromium");
    Path project = Files.createDirectory(folder.resolve("shop"));
    copy(Path.of("src/test/projects/browser-errors"), project);
    SetupCommand.npmInstall(project, Duration.ofMinutes(3));
    HttpServer strict = serverWithoutPermission();
    String other = "http://localhost:" + strict.getAddress().getPort();
    String dead = "http://localhost:" + SetupCommand.freePort();
    String run =
        "XDG_STATE_HOME=" + BuiltImage.stateDirectory() + " " + BuiltImage.launcher() + " run dev";
    try (Tmux tmux = Tmux.start(COLUMNS, 50, project, mark, run);
        Chrome browser = Chrome.start(folder.resolve("profile"))) {
      tmux.keys("3");
      String urls = tmux.await("the URL", s -> ProxiedUrl.row("dev").matcher(s).find());
      browser.open(ProxiedUrl.parse(urls, "dev").url() + "/");
      browser.awaitTrue("window.actions");

      tmux.keys("2");
      occur(browser, "handler", "");
      awaitError(tmux, "TypeError", "reduce", "src/cart.ts:11:");
      occur(browser, "rejection", "");
      occur(browser, "console", "");
      awaitError(tmux, "console.error", "no price for book {id: 7}", "src/main.ts:19:");
      occur(browser, "fetchStatus", "500");
      awaitError(tmux, "HTTP 500", "GET /api/500", "src/main.ts:21:");
      occur(browser, "fetchUrl", dead + "/gone");
      awaitError(tmux, "network error", "GET " + dead + "/gone", "src/main.ts:22:");
      occur(browser, "fetchUrl", other + "/private");
      awaitError(tmux, "blocked request", other + "/private", "src/main.ts:22:");
      occur(browser, "xhr", "/api/403");
      awaitError(tmux, "HTTP 403", "PUT /api/403", "src/main.ts:26:");
      occur(browser, "image", "/api/404.png");
      awaitError(tmux, "HTTP 404", "GET /api/404.png (img)", "");
      occur(browser, "aborted", "");
      occur(browser, "loop", "");
      String screen = awaitError(tmux, "×1,000", "console.error", "again");
      assertFalse(screen.contains("Abort"), screen);
      assertTrue(screen.lines().findFirst().orElse("").contains("⚠ 8 errors"), screen);

      tmux.keys("1", "f");
      tmux.keys("-l", "@browser");
      tmux.keys("Enter");
      tmux.await("the errors in the log", s -> row(s, "dev", "[browser] HTTP 403: PUT /api/403"));
      String log = logs(project, "--source", "browser");
      assertTrue(log.contains("[browser] console.error: no price for book"), log);
      assertTrue(log.lines().filter(line -> line.contains("again")).count() < 10, log);
      assertTrue(log.lines().allMatch(line -> line.startsWith("dev ")), log);
      assertEquals("", logs(project, "--source", "browser", "--grep", "Local:"));

      Path sources = project.resolve("src");
      replace(sources.resolve("main.ts"), "{} as Cart", "{ items: [] } as Cart");
      browser.awaitTrue("window.actions && actions.handler.toString()");
      tmux.keys("Escape", "2", "A");
      tmux.await("no errors", s -> s.contains("No errors.") && !s.contains("⚠"));
      browser.open(ProxiedUrl.parse(urls, "dev").url() + "/");
      browser.awaitTrue("window.actions");
      occur(browser, "handler", "");
      occur(browser, "rejection", "");
      occur(browser, "xhr", "/api/200");
      browser.evaluate("__brummer.track('fixed')");
      tmux.keys("5");
      tmux.await("the last event of the page", s -> row(s, "custom", "fixed"));
      tmux.keys("2");
      tmux.await("no errors", s -> s.contains("No errors.") && !s.contains("⚠"));
      tmux.keys("C-c");
      tmux.await("ended with");
    } finally {
      strict.stop(0);
    }
    mark.assertNoneLeft();
  }

  private static void occur(Chrome browser, String action, String argument) throws Exception {
    browser.evaluate("void actions." + action + "('" + argument + "')");
  }

  private static String awaitError(Tmux tmux, String... words) throws Exception {
    return tmux.await(String.join(" ", words), s -> row(s, "browser", words));
  }

  private static boolean row(String screen, String first, String... words) {
    return screen
        .lines()
        .anyMatch(line -> line.contains(first) && List.of(words).stream().allMatch(line::contains));
  }

  /// A server that answers, but allows no other origin.
  private static HttpServer serverWithoutPermission() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String logs(Path project, String... options) throws Exception {
    String[] all = new String[options.length + 1];
    all[0] = "logs";
    System.arraycopy(options, 0, all, 1, options.length);
    return BuiltImage.run(project, all).out();
  }

  private static void replace(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.contains(from), text);
    Files.writeString(file, text.replaceFirst(Pattern.quote(from), to));
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
}
