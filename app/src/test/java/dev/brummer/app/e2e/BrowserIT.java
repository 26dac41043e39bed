package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Requests and errors of a real browser behind the proxy, as the UI shows them.
@Timeout(180)
class BrowserIT {
  @TempDir Path folder;

  private final InheritedMarker mark = InheritedMarker.create();

  @Test
  void brokenPage_showsItsLoadItsErrorAndItsRequests() throws Exception {
    RequiredPrograms.require("chromium");
    try (Tmux tmux = Tmux.start(140, 40, folder, mark, BuiltImage.launcher() + " demo")) {
      tmux.keys("3");
      String screen = tmux.await("the web URL", s -> ProxiedUrl.row("web").matcher(s).find());
      Process browser = browse(ProxiedUrl.parse(screen, "web").resolve("/cart").toString());
      try {
        tmux.keys("4");
        tmux.await("the page among the requests", s -> row(s, "GET", "200", "/cart"));
        tmux.await("its style sheet", s -> row(s, "GET", "200", "/shop.css"));
        tmux.keys("5");
        tmux.await("the page load", s -> row(s, "page_load", "Cart"));
        tmux.await("the error of the page", s -> row(s, "javascript_error", "TypeError"));
      } finally {
        end(browser);
      }
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  private static boolean row(String screen, String... words) {
    return screen.lines().anyMatch(line -> List.of(words).stream().allMatch(line::contains));
  }

  private Process browse(String url) throws Exception {
    List<String> command = new ArrayList<>(List.of("chromium", "--headless=new", "--no-sandbox"));
    command.addAll(List.of("--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"));
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.add("--remote-debugging-port=0");
    command.add(url);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("browser.log").toFile())
        .start();
  }

  private static void end(Process browser) throws InterruptedException {
    List<ProcessHandle> all = new ArrayList<>(browser.descendants().toList());
    all.add(browser.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    assertTrue(browser.waitFor(20, TimeUnit.SECONDS));
  }
}
