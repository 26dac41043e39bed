package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `brummer.toml` with the built program: start order, readiness, restarts, exit codes.
@Timeout(180)
class ConfigIT {
  private static final String SHOP =
      """
      [process.db]
      command = "echo opening; until [ -e opened ]; do sleep 0.05; done; echo open; exec sleep 300"
      ready = { log = "^open$" }

      [process.migrate]
      command = "echo migrated"
      depends_on = ["db"]

      [process.web]
      command = "echo serving; exec sleep 300"
      depends_on = { db = "ready", migrate = "completed" }
      autostart = true

      [process.flaky]
      command = "echo trying; exit 3"
      restart = { when = "on-failure", backoff = "10ms", attempts = 2 }

      [process.picky]
      command = "exit 4"
      success = [0, 4]
      """;

  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();

  @Test
  void processesStartInOrder_whenWhatTheyNeedIsThere_andStopInReverse() throws Exception {
    configure(SHOP);
    try (Tmux tmux = Tmux.start(140, 36, project, mark, BuiltImage.launcher() + " run")) {
      tmux.await("│ opening");
      tmux.await("wait db, migrate");
      Files.createFile(project.resolve("opened"));
      String screen = tmux.await("│ serving");
      assertTrue(screen.indexOf("│ open ") < screen.indexOf("│ migrated"), screen);
      assertTrue(screen.indexOf("│ migrated") < screen.indexOf("│ serving"), screen);
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  @Test
  void withoutAUi_whatIsNeededRunsToo_andOnlyWhatIsNamedCounts() throws Exception {
    configure(SHOP);
    Files.createFile(project.resolve("opened"));

    BuiltImage.Result result = BuiltImage.run(project, "run", "migrate");

    assertEquals(0, result.code(), result.err());
    assertEquals(
        List.of("db      | opening", "db      | open", "migrate | migrated"),
        result.out().lines().toList());
  }

  @Test
  void oneThatKeepsFailing_isRestartedSoManyTimes_andItsCodeIsTheRuns() throws Exception {
    configure(SHOP);

    BuiltImage.Result result = BuiltImage.run(project, "run", "flaky");

    assertEquals(3, result.code());
    assertEquals(3, result.out().lines().count(), result.out());
    assertTrue(result.err().contains("exited 3 times in a row"), result.err());
  }

  @Test
  void codeThatCountsAsSuccess_isNoFailure() throws Exception {
    configure(SHOP);

    assertEquals(0, BuiltImage.run(project, "run", "picky").code());
  }

  @Test
  void mistake_isSaidWithItsPlace_andNothingStarts() throws Exception {
    configure("[process.web]\ncommand = \"touch started\"\nautostrat = true\n");

    BuiltImage.Result result = BuiltImage.run(project, "run", "web");

    assertEquals(2, result.code());
    assertEquals(
        "brummer: "
            + project.resolve("brummer.toml")
            + ":3:1: unknown setting \"autostrat\": did you mean autostart?\n",
        result.err());
    assertTrue(Files.notExists(project.resolve("started")));
  }

  private void configure(String text) throws Exception {
    Files.writeString(project.resolve("brummer.toml"), text);
  }
}
