package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `brummer graph` of the built program, with and without a brummer that runs.
@Timeout(180)
class GraphIT {
  private static final String PROJECT =
      """
      [process.db]
      command = "sleep 0.3; echo listening; exec sleep 300"
      ready = { log = "listening" }
      [process.migrate]
      command = "sleep 0.3"
      depends_on = ["db"]
      [process.api]
      command = "echo up; exec sleep 300"
      ready = { log = "up" }
      depends_on = { db = "ready", migrate = "completed" }
      [process.lint]
      command = "true"
      """;

  @TempDir Path directory;

  private BuiltImage.Result graph(String... options) throws Exception {
    String[] words = new String[options.length + 1];
    words[0] = "graph";
    System.arraycopy(options, 0, words, 1, options.length);
    return BuiltImage.run(directory, words);
  }

  @Test
  void project_isDrawn_andWithARunItsTimes() throws Exception {
    Files.writeString(directory.resolve("brummer.toml"), PROJECT);
    BuiltImage.Result drawn = graph();
    assertEquals(0, drawn.code(), drawn.toString());
    assertTrue(drawn.out().contains("db ready, migrate completed"), drawn.out());
    assertTrue(drawn.out().contains("wait for no other: lint"), drawn.out());
    assertFalse(drawn.out().contains("critical path"), drawn.out());
    InheritedMarker mark = InheritedMarker.create();
    Process brummer =
        BuiltImage.start(
            directory, mark.environment(), "run", "--ui", "plain", "db", "migrate", "api");
    try {
      awaitReady("api");
      BuiltImage.Result timed = graph("api");
      assertEquals(0, timed.code(), timed.toString());
      assertTrue(timed.out().contains("* critical path: db "), timed.out());
      assertTrue(timed.out().contains("→ migrate ") && timed.out().contains("→ api "), timed.out());
      assertFalse(timed.out().contains("lint"), timed.out());
      String json = graph("--format", "json").out();
      assertTrue(json.contains("\"criticalPath\":[\"db\",\"migrate\",\"api\"]"), json);
      assertTrue(graph("--format", "mermaid").out().contains("class p0 critical"));
    } finally {
      brummer.destroy();
      assertTrue(brummer.waitFor(30, TimeUnit.SECONDS));
    }
    mark.assertNoneLeft();
  }

  private void awaitReady(String process) throws Exception {
    int code = 3;
    for (int attempt = 0; attempt < 50 && code == 3; attempt++) {
      code = BuiltImage.run(directory, "wait", process, "--timeout", "60s").code();
    }
    assertEquals(0, code);
  }

  @Test
  void unknownName_andCycle_areNamed() throws Exception {
    Files.writeString(directory.resolve("brummer.toml"), PROJECT);
    BuiltImage.Result unknown = graph("aip");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("no process \"aip\"") && unknown.err().contains("api"));
    Files.writeString(
        directory.resolve("brummer.toml"),
        "[process.a]\ncommand='x'\ndepends_on=['b']\n[process.b]\ncommand='x'\ndepends_on=['a']\n");
    BuiltImage.Result cycle = graph();
    assertEquals(2, cycle.code(), cycle.toString());
    assertTrue(cycle.err().contains("dependency cycle: a → b → a"), cycle.err());
  }
}
