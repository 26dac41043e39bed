package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Failed tests of real runners and failed processes in the Errors view.
@Timeout(300)
class FailedTestsIT {
  private static final String TEST =
      """
      test('adds', () => { expect(1 + 1).toBe(2); });
      test('NAME', () => {
        expect({ a: 1 }).toEqual({ a: 2 });
      });
      """;

  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();

  @Test
  void watchedTests_haveTheirPlace_andANewRunReplacesTheCounts() throws Exception {
    RequiredPrograms.require("npm");
    Files.writeString(
        project.resolve("package.json"),
        """
        {"name": "shop", "version": "1.0.0", "devDependencies": {"jest": "30"},
         "scripts": {"watch": "jest --watchAll", "dead": "echo cannot open the vault; exit 4"}}
        """);
    Path test = Files.writeString(project.resolve("cart.test.js"), TEST.replace("NAME", "sells"));
    SetupCommand.npmInstall(project, Duration.ofMinutes(3));
    String command = BuiltImage.launcher() + " run watch dead";
    try (Tmux tmux = Tmux.start(150, 36, project, mark, command)) {
      tmux.keys("2");
      tmux.await("the failed test", s -> s.contains("test failed sells"));
      tmux.await("the failed process", s -> s.contains("exit 4      cannot open the vault"));
      tmux.await("its place", s -> s.contains("at cart.test.js:3:"));
      Files.writeString(test, TEST.replace("NAME", "sells again"));
      String screen = tmux.await("the second run", s -> s.contains("test failed sells again"));
      assertEquals(1, screen.split("test failed", -1).length - 1, screen);
      tmux.await("its counts", s -> s.contains("tests  1 passed, 1 failed"));
      tmux.keys("A");
      tmux.await("no errors", s -> s.contains("No errors."));
      tmux.keys("C-c");
      tmux.await("ended with");
    }
    mark.assertNoneLeft();
  }
}
