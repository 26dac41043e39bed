package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Web platform features in a real browser, directly and through the proxy: both results must be
/// equal.
@Timeout(300)
class WebPlatformIT {
  private static final Pattern DIRECT = Pattern.compile("listening on (http://localhost:[0-9]+)");
  private static final int UPLOADED_MEGABYTES = 1024;

  @TempDir Path folder;

  private final InheritedMarker mark = InheritedMarker.create();

  private interface Scenario {
    void run(Tmux tmux, Chrome browser, String direct, ProxiedUrl proxied) throws Exception;
  }

  private void withServerAndBrowser(Scenario scenario) throws Exception {
    RequiredPrograms.require("node");
    Path lab = Path.of("src/test/projects/lab").toAbsolutePath();
    String command = BuiltImage.launcher() + " run -- node server.mjs";
    try (Tmux tmux = Tmux.start(150, 45, lab, mark, command);
        Chrome browser = Chrome.start(folder.resolve("profile"))) {
      Matcher direct = DIRECT.matcher(tmux.await("its URL", s -> DIRECT.matcher(s).find()));
      assertTrue(direct.find());
      tmux.keys("3");
      String urls = tmux.await("the proxied URL", s -> ProxiedUrl.row("node").matcher(s).find());
      scenario.run(tmux, browser, direct.group(1), ProxiedUrl.parse(urls, "node"));
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }

  @Test
  void codingsEventsSocketsRangesCookiesUpload_sameThroughTheProxy() throws Exception {
    withServerAndBrowser((tmux, browser, direct, proxied) -> {
      String checks = "checks(" + UPLOADED_MEGABYTES + ")";
      JsonNode expected = browser.open(direct + "/").evaluate(checks);
      JsonNode found = browser.open(proxied.url() + "/").evaluate(checks);
      assertFalse(expected.toString().contains("failed"), expected::toString);
      assertTrue(
          found.path("upload").asText().startsWith((long) UPLOADED_MEGABYTES * 1024 * 1024 + " "),
          found::toString);
      assertEquals(expected, found);
      assertTrue(browser.evaluate("!!window.__brummer").asBoolean());
      tmux.keys("4");
      tmux.await(
          "the upload with its size",
          s -> s.lines().anyMatch(line -> line.matches(".*POST +200 +/upload.*")));
    });
  }

  @Test
  void policies_holdAndLetTheTelemetryThrough() throws Exception {
    withServerAndBrowser((tmux, browser, direct, proxied) -> {
      tmux.keys("5");
      for (String page : List.of("/strict", "/self", "/report", "/meta", "/trusted")) {
        browser.open(direct + page);
        browser.awaitTrue("window.done");
        String before = browser.consoleErrors();
        browser.open(proxied.url() + page);
        browser.awaitTrue("window.done");
        assertTrue(browser.evaluate("!!window.__brummer").asBoolean(), page + ": no script");
        tmux.await(
            page + "'s error",
            s ->
                s.contains("─ " + page + " ─")
                    && s.lines().anyMatch(l -> l.contains("javascript_error")));
        assertEquals(before, withoutProxySource(browser.consoleErrors()), page);
      }
      browser.open(proxied.url() + "/integrity");
      assertEquals("function", browser.evaluate("typeof checks").asText());
      browser.open(proxied.url() + "/gzip.html");
      assertTrue(browser.evaluate("!!window.__brummer && done === 1").asBoolean());
    });
  }

  /// Removes the source that the proxy adds to a report-only policy.
  private static String withoutProxySource(String errors) {
    return errors.replaceAll(" http://localhost:[0-9]+/__brummer/[a-z.]+", "");
  }

  @Test
  void request_whoseServerLogsItsTrace_leadsToThatLine() throws Exception {
    withServerAndBrowser((tmux, browser, direct, proxied) -> {
      browser.open(proxied.url() + "/");
      assertEquals("logged", browser.evaluate("fetch('/log').then(r => r.text())").asText());
      tmux.keys("4");
      tmux.keys("f");
      tmux.await("filter requests");
      tmux.keys("/log", "Enter");
      tmux.await("the request", s -> s.lines().anyMatch(l -> l.matches(".*GET +200 +/log .*")));
      tmux.await("its own line of the log", s -> s.contains("log: 1 line with its trace id"));
      tmux.keys("5");
      tmux.await("what the page saw", s -> s.contains("GET /log → 200"));
      tmux.keys("Enter");
      String events = tmux.await("its events", s -> s.contains("Esc: all pages"));
      while (!selected(events).contains("GET /log → 200")) {
        String before = selected(events);
        tmux.keys("j");
        events = tmux.await("the next event", s -> !selected(s).equals(before));
      }
      tmux.keys("u");
      tmux.await("the request of the event", s -> s.contains("log: 1 line with its trace id"));
      tmux.keys("Enter");
      tmux.await("that line of the log", s -> s.contains("1 line with its trace id"));
      tmux.keys("4", "c");
      tmux.await("the curl command on the clipboard", s -> s.contains("copied a curl command"));
      tmux.keys("a");
      tmux.await("the repeat", s -> s.contains("replay of request"));
    });
  }

  /// The selected row.
  private static String selected(String screen) {
    return screen.lines().filter(line -> line.matches("│.*│▌.*")).findFirst().orElse("");
  }

  @Test
  void forwardProxy_setInTheBrowser_sameAndShown() throws Exception {
    RequiredPrograms.require("node");
    Path lab = Path.of("src/test/projects/lab").toAbsolutePath();
    String command = BuiltImage.launcher() + " run --forward-proxy 8889 -- node server.mjs";
    try (Tmux tmux = Tmux.start(150, 45, lab, mark, command)) {
      Matcher direct = DIRECT.matcher(tmux.await("its URL", s -> DIRECT.matcher(s).find()));
      assertTrue(direct.find());
      tmux.keys("3");
      Pattern pac = Pattern.compile("→ http://(localhost:[0-9]+)/proxy\\.pac");
      Matcher served = pac.matcher(tmux.await("proxy.pac", s -> pac.matcher(s).find()));
      assertTrue(served.find());
      try (Chrome browser =
          Chrome.start(
              folder.resolve("profile"),
              "--proxy-server=" + served.group(1),
              "--proxy-bypass-list=<-loopback>")) {
        JsonNode found = browser.open(direct.group(1) + "/").evaluate("checks(64)");
        assertFalse(found.toString().contains("failed"), found::toString);
        assertTrue(browser.evaluate("!!window.__brummer").asBoolean());
        tmux.keys("4");
        tmux.await(
            "a request through it",
            s -> s.lines().anyMatch(line -> line.matches(".*POST +200 +/upload.*node.*")));
      }
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }

  @Test
  void server_down_pageSaysWhyAndComesBack() throws Exception {
    withServerAndBrowser((tmux, browser, direct, proxied) -> {
      tmux.keys("BTab", "x");
      tmux.await("stopped", s -> s.lines().anyMatch(l -> l.matches(".*node +(stopped|exit).*")));
      browser.open(proxied.url() + "/");
      String page = browser.evaluate("document.body.innerText").asText();
      assertTrue(page.contains("does not respond"), page);
      assertTrue(page.contains("Process node is stopped"), page);
      assertTrue(page.contains("listening on http://localhost:"), page);
    });
  }
}
