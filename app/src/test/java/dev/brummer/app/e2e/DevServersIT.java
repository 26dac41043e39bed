package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Popular dev servers from npm in a real browser behind the proxy: pages load, an edited module is
/// replaced without a page reload, and page errors are mapped to the sources.
@Timeout(600)
class DevServersIT {
  @TempDir Path folder;

  private final InheritedMarker mark = InheritedMarker.create();

  @ParameterizedTest
  @CsvSource({
    "react, src/Greeting.jsx, src/cart.js:4",
    "webpack, src/greeting.js, src/cart.js:4",
    "next, app/greeting.js, app/cart.js:4"
  })
  void page_replacesModules_andTellsErrorsBySource(String name, String edited, String place)
      throws Exception {
    Path project = install(name);
    try (Tmux tmux = Tmux.start(150, 40, project, mark, BuiltImage.launcher() + " run dev");
        Chrome browser = Chrome.start(folder.resolve("profile"))) {
      tmux.keys("3");
      String screen = tmux.await("the proxied URL", s -> ProxiedUrl.row("dev").matcher(s).find());
      browser.open(ProxiedUrl.parse(screen, "dev").url() + "/");
      browser.awaitTrue("document.body.innerText.includes('the first greeting')");
      tmux.keys("5");
      tmux.await("the error's place", s -> s.contains(" " + place + ":"));
      assertTrue(browser.evaluate("!!window.__brummer").asBoolean());

      browser.evaluate("window.sameDocument = true");
      Path file = project.resolve(edited);
      Files.writeString(file, Files.readString(file).replace("the first", "the second"));
      browser.awaitTrue("document.body.innerText.includes('the second greeting')");
      assertTrue(
          browser.evaluate("window.sameDocument === true").asBoolean(), "the page was reloaded");
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }

  private Path install(String name) throws Exception {
    RequiredPrograms.require("npm");
    Path project = folder.resolve(name);
    copy(Path.of("src/test/projects").resolve(name), project);
    SetupCommand.npmInstall(project, Duration.ofMinutes(5));
    return project;
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
