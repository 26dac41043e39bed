package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `brummer up` of the built program, which is `brummer bench up` too.
@Timeout(120)
class UpIT {
  private static final String PROJECT =
      """
      [process.db]
      command = "echo open; exec sleep 300"
      ready = { log = "^open$" }
      autostart = true

      [process.api]
      command = "echo serving; exec sleep 300"
      ready = { log = "^serving$" }
      depends_on = ["db"]
      autostart = true

      [process.bad]
      command = "echo no such table; exit 3"

      [process.stuck]
      command = "echo connecting; touch stuck.started; exec sleep 300"
      ready = { log = "^never$" }
      """;

  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();

  private BuiltImage.Result up(String... arguments) throws Exception {
    Files.writeString(project.resolve("brummer.toml"), PROJECT);
    String[] all = new String[arguments.length + 1];
    all[0] = "up";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Process process = BuiltImage.start(project, mark.environment(), all);
    process.getOutputStream().close();
    return BuiltImage.awaitExit(process);
  }

  @Test
  void whatStartsByItself_isTimedColdAndWarm_withItsCriticalPath() throws Exception {
    BuiltImage.Result result = up("-n", "2");
    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains("critical path, cold: db "), result.out());
    assertTrue(result.out().contains(" → api "), result.out());
    assertTrue(result.out().contains("survivors: none"), result.out());
    assertTrue(result.err().contains("round 2 of 2: up after "), result.err());
    mark.assertNoneLeft();
  }

  @Test
  void failing_isNamedWithItsLines_andEndsWithOne() throws Exception {
    BuiltImage.Result result = up("db", "bad", "-n", "2", "--json", "--out", "reports");
    assertEquals(1, result.code(), result::toString);
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertEquals(json, new ObjectMapper().readTree(project.resolve("reports/up.json").toFile()));
    assertEquals(2, json.path("rounds").size());
    JsonNode last = json.path("rounds").path(1).path("processes");
    assertEquals("ready", last.path(0).path("outcome").asText());
    assertEquals("failed", last.path(1).path("outcome").asText());
    assertEquals("no such table", last.path(1).path("lastLines").path(0).asText());
    mark.assertNoneLeft();
  }

  @Test
  void neverReady_isSaidByName_afterTheLimit() throws Exception {
    BuiltImage.Result result = up("stuck", "-n", "1", "--limit", "500ms");
    assertEquals(1, result.code(), result::toString);
    assertTrue(result.out().contains("stuck: not ready after 500 ms"), result.out());
    assertTrue(result.out().contains("  connecting"), result.out());
  }

  @Test
  void interrupted_printsWhatThereIs_andLeavesNobody() throws Exception {
    Files.writeString(project.resolve("brummer.toml"), PROJECT);
    Process process = BuiltImage.start(project, mark.environment(), "up", "db", "stuck", "-n", "9");
    process.getOutputStream().close();
    while (!Files.exists(project.resolve("stuck.started"))) {
      assertTrue(process.isAlive(), "ended too early");
      Thread.onSpinWait();
    }
    Signals.send("2", process.pid());
    BuiltImage.Result result = BuiltImage.awaitExit(process);
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertEquals(130, result.code(), result::toString);
    assertTrue(result.out().contains("stuck: interrupted"), result.out());
    mark.assertNoneLeft();
  }

  @Test
  void benchUp_isTheSameCommand_andNamesItselfAsItWasCalled() throws Exception {
    Files.writeString(
        project.resolve("brummer.toml"),
        """
        [process.web]
        command = "echo open; exec sleep 300"
        ready = { log = "^open$" }
        """);
    BuiltImage.Result result = run("bench", "up", "web", "-n", "1");
    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains("survivors: none"), result.out());
    mark.assertNoneLeft();

    assertTrue(run("up").err().contains("(brummer up NAME…)"), run("up")::toString);
    assertTrue(
        run("bench", "up").err().contains("(brummer bench up NAME…)"),
        run("bench", "up")::toString);
    assertTrue(run("--help").out().contains("\n  up "), run("--help")::toString);
    assertTrue(run("up", "--help").out().contains("Usage: brummer up "), run("up", "--help")::out);
  }

  private BuiltImage.Result run(String... arguments) throws Exception {
    Process process = BuiltImage.start(project, mark.environment(), arguments);
    process.getOutputStream().close();
    return BuiltImage.awaitExit(process);
  }

  @Test
  void badInput_isOneSentence() throws Exception {
    assertRejected(2, "unknown script \"apo\"", "apo");
    assertRejected(2, "invalid number \"0\": must be from 1 to 100000", "-n", "0");
    assertRejected(2, "invalid duration \"soon\"", "--limit", "soon");
    Files.writeString(project.resolve("taken"), "");
    assertRejected(1, "--out: cannot write taken", "--out", "taken");
  }

  private void assertRejected(int code, String sentence, String... arguments) throws Exception {
    BuiltImage.Result result = up(arguments);
    assertEquals(code, result.code(), result::toString);
    assertTrue(result.err().contains(sentence), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertEquals("", result.out());
  }
}
