package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Pages whose permissions depend on their origin, in a real browser: directly and through the
/// proxy.
@Timeout(180)
class OriginsIT {
  private static final Path SERVERS = Path.of("src/test/projects/origins").toAbsolutePath();

  @TempDir Path folder;

  private final InheritedMarker mark = InheritedMarker.create();

  private Tmux run(String options, String... processes) throws Exception {
    RequiredPrograms.require("node");
    Files.write(folder.resolve("Procfile"), List.of(processes));
    return Tmux.start(170, 45, folder, mark, BuiltImage.launcher() + " run " + options);
  }

  private static ProxiedUrl proxied(Tmux tmux, String process) throws Exception {
    tmux.keys("3");
    String urls = tmux.await("its URL", s -> ProxiedUrl.row(process).matcher(s).find());
    return ProxiedUrl.parse(urls, process);
  }

  private void end(Tmux tmux) throws Exception {
    tmux.keys("C-c");
    tmux.await("ended with");
  }

  @Test
  void permissionsOfTheOwnOrigin_holdThroughTheProxy() throws Exception {
    int web = SetupCommand.freePort();
    int api = SetupCommand.freePort();
    String webLine = "web: node " + SERVERS.resolve("web.mjs") + " " + web + " " + api;
    String apiLine = "api: node " + SERVERS.resolve("api.mjs") + " " + api + " " + web;
    try (Tmux tmux = run("web api", webLine, apiLine);
        Chrome browser = Chrome.start(folder.resolve("profile"))) {
      ProxiedUrl page = proxied(tmux, "web");
      ProxiedUrl apiUrl = proxied(tmux, "api");
      String direct = "http://localhost:" + web;

      JsonNode expected = browser.open(direct + "/").evaluate("window.results");
      JsonNode found = browser.open(page.url() + "/").evaluate("window.results");
      assertTrue(browser.evaluate("!!window.__brummer").asBoolean());
      assertEquals("GET for " + direct, expected.path("get").asText(), expected::toString);
      assertEquals("hello", expected.path("socket").asText(), expected::toString);
      assertEquals("rgb(1, 2, 3)", expected.path("style").asText(), expected::toString);
      assertEquals(expected, found);
      assertEquals(
          page.url() + "/dot.svg", browser.evaluate("document.images[0].currentSrc").asText());

      // To the other server and back, once by `Location: //localhost`.
      browser.open(page.url() + "/login");
      assertEquals(page.url() + "/done", browser.evaluate("location.href").asText());
      tmux.keys("4");
      tmux.await("the other server's redirect", s -> s.contains("/session"));

      String site = page.url().replace("//localhost", "//shop.localhost");
      browser.open(site + "/host");
      assertEquals(
          "shop.localhost:" + web, browser.evaluate("document.links[0].textContent").asText());
      assertEquals(site + "/", browser.evaluate("document.links[0].href").asText());
      assertFalse(apiUrl.url().equals(page.url()));

      browser.open(direct + "/blocked");
      browser.awaitTrue("window.imported");
      browser.open(page.url() + "/blocked");
      tmux.keys("5");
      tmux.await("what was blocked", s -> s.contains("around the proxy and blocked"));
      end(tmux);
    }
    mark.assertNoneLeft();
  }

  @Test
  void httpsServer_proxiedAndItsCertificateSaid() throws Exception {
    RequiredPrograms.require("openssl");
    int port = SetupCommand.freePort();
    Path key = folder.resolve("key.pem");
    Path certificate = folder.resolve("cert.pem");
    Process openssl =
        new ProcessBuilder(
                ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
                        + " -subj /CN=localhost -keyout "
                        + key
                        + " -out "
                        + certificate)
                    .split(" "))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start();
    assertEquals(0, openssl.waitFor());
    String line =
        "web: node " + SERVERS.resolve("secure.mjs") + " " + port + " " + key + " " + certificate;
    try (Tmux tmux = run("web", line);
        Chrome browser = Chrome.start(folder.resolve("profile"))) {
      browser.open(proxied(tmux, "web").url() + "/");
      assertEquals("a=1", browser.evaluate("window.loaded").asText());
      assertTrue(browser.evaluate("!!window.__brummer").asBoolean());
      tmux.keys("3");
      tmux.await("the status of the https URL", s -> s.contains("200 secure"));
      tmux.keys("4");
      tmux.await(
          "the certificate in the details",
          s -> s.replaceAll("[│\\s]+", " ").contains("certificate of localhost, self-signed"));
      end(tmux);
    }
    mark.assertNoneLeft();
  }

  @Test
  void keepPorts_serverMoves_pageKeepsItsOrigin() throws Exception {
    int usual = SetupCommand.freePort();
    String line = "page: node " + SERVERS.resolve("moves.mjs") + " " + usual; // no PORT: not "web"
    try (Tmux tmux = run("--keep-ports page", line);
        Chrome browser = Chrome.start(folder.resolve("profile"))) {
      tmux.keys("3");
      Pattern row = Pattern.compile("http://localhost:(\\d+)/? +→ http://localhost:" + usual);
      String screen = tmux.await("the kept port", s -> row.matcher(s).find());
      Matcher moved = row.matcher(screen);
      assertTrue(moved.find());
      browser.open("http://localhost:" + usual + "/");
      assertTrue(browser.evaluate("!!window.__brummer").asBoolean());
      assertEquals("localhost:" + moved.group(1), browser.evaluate("document.title").asText());
      assertEquals("http://localhost:" + usual, browser.evaluate("location.origin").asText());
      end(tmux);
    }
    mark.assertNoneLeft();
  }

  @Test
  void keepPorts_severalUrlsWithOnePort_serverMovesAllTheSame() throws Exception {
    int usual = SetupCommand.freePort();
    String line = "page: node " + SERVERS.resolve("moves.mjs") + " " + usual + " twice";
    try (Tmux tmux = run("--keep-ports page", line)) {
      tmux.keys("3");
      Pattern row = Pattern.compile("http://localhost:(\\d+)/? +→ http://localhost:" + usual);
      Matcher moved = row.matcher(tmux.await("the kept port", s -> row.matcher(s).find()));
      assertTrue(moved.find());
      assertFalse(moved.group(1).equals(Integer.toString(usual)));
      end(tmux);
    }
    mark.assertNoneLeft();
  }

  @Test
  void keepPorts_serverIgnoresPort_saidAndProxiedAsUsual() throws Exception {
    int usual = SetupCommand.freePort();
    String line = "web: node " + SERVERS.resolve("moves.mjs") + " " + usual + " fixed";
    try (Tmux tmux = run("--keep-ports web", line)) {
      tmux.await("that it does not move", s -> s.contains("web does not take PORT"));
      ProxiedUrl page = proxied(tmux, "web");
      assertTrue(page.fetchPage("/").contains("<title>localhost:" + usual));
      end(tmux);
    }
    mark.assertNoneLeft();
  }
}
