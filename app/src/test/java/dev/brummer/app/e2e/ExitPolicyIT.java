package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Processes whose end ends the run of the built program, beside the options that end it.
@Timeout(180)
class ExitPolicyIT {
  @TempDir Path directory;

  private final InheritedMarker mark = InheritedMarker.create();

  @AfterEach
  void nothingIsLeft() throws Exception {
    mark.assertNoneLeft();
  }

  private void config(String tests) throws Exception {
    Files.writeString(
        directory.resolve("brummer.toml"),
        """
        [process.web]
        command = "exec sleep 300"

        [process.tests]
        %s
        """
            .formatted(tests));
  }

  private BuiltImage.Result run(String... arguments) throws Exception {
    return BuiltImage.awaitExit(BuiltImage.start(directory, mark.environment(), arguments));
  }

  @Test
  void endOfAProcess_endsTheRun_withItsCode_inEveryOutput() throws Exception {
    config("command = 'echo tested; exit 5'\nends_run = 'always'");

    for (String ui : List.of("plain", "json")) {
      BuiltImage.Result result = run("run", "web", "tests", "--ui", ui);
      assertEquals(5, result.code(), result.toString());
      assertTrue(result.out().contains("tested"), result.toString());
    }
  }

  @Test
  void exitPolicy_precedesTheOptions() throws Exception {
    config("command = 'exit 5'\nends_run = 'failure'");

    assertEquals(
        5,
        run("run", "web", "tests", "--ui", "plain", "--until", "web", "--success", "web").code());
  }

  @Test
  void skippedProcess_endsTheRun() throws Exception {
    config("command = 'echo never'\nends_run = 'skipped'\ndepends_on = { setup = 'completed' }");
    Files.writeString(
        directory.resolve("brummer.toml"),
        Files.readString(directory.resolve("brummer.toml"))
            + "\n[process.setup]\ncommand = 'exit 3'\n");

    BuiltImage.Result result = run("run", "web", "tests", "--ui", "plain");

    assertEquals(1, result.code(), result.toString());
    assertFalse(result.out().contains("| never"), result.toString());
  }
}
