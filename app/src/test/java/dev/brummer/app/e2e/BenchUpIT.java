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

/// `brummer bench up` of the built program.
@Timeout(120)
class BenchUpIT {
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
      command = "echo connecting; exec sleep 300"
      ready = { log = "^never$" }
      """;

  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.fresh();

  private BuiltImage.Ended up(String... arguments) throws Exception {
    Files.writeString(project.resolve("brummer.toml"), PROJECT);
    String[] all = new String[arguments.length + 2];
    all[0] = "bench";
    all[1] = "up";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    Process process = BuiltImage.start(project, mark.environment(), all);
    process.getOutputStream().close();
    return BuiltImage.end(process);
  }

  @Test
  void whatStartsByItself_isTimedColdAndWarm_withItsCriticalPath() throws Exception {
    BuiltImage.Ended ended = up("-n", "2");
    assertEquals(0, ended.code(), ended::toString);
    assertTrue(ended.out().contains("critical path, cold: db "), ended.out());
    assertTrue(ended.out().contains(" → api "), ended.out());
    assertTrue(ended.out().contains("survivors: none"), ended.out());
    assertTrue(ended.err().contains("round 2 of 2: up after "), ended.err());
    mark.assertNobodyLeft();
  }

  @Test
  void failing_isNamedWithItsLines_andEndsWithOne() throws Exception {
    BuiltImage.Ended ended = up("db", "bad", "-n", "2", "--json", "--out", "reports");
    assertEquals(1, ended.code(), ended::toString);
    JsonNode json = new ObjectMapper().readTree(ended.out());
    assertEquals(json, new ObjectMapper().readTree(project.resolve("reports/up.json").toFile()));
    assertEquals(2, json.path("rounds").size());
    JsonNode last = json.path("rounds").path(1).path("processes");
    assertEquals("ready", last.path(0).path("outcome").asText());
    assertEquals("failed", last.path(1).path("outcome").asText());
    assertEquals("no such table", last.path(1).path("lastLines").path(0).asText());
    mark.assertNobodyLeft();
  }

  @Test
  void neverReady_isSaidByName_afterTheLimit() throws Exception {
    BuiltImage.Ended ended = up("stuck", "-n", "1", "--limit", "500ms");
    assertEquals(1, ended.code(), ended::toString);
    assertTrue(ended.out().contains("stuck: was not ready after 500 ms"), ended.out());
    assertTrue(ended.out().contains("  connecting"), ended.out());
  }

  @Test
  void interrupted_printsWhatThereIs_andLeavesNobody() throws Exception {
    Files.writeString(project.resolve("brummer.toml"), PROJECT);
    Process process =
        BuiltImage.start(project, mark.environment(), "bench", "up", "db", "stuck", "-n", "9");
    process.getOutputStream().close();
    while (mark.carriers().size() < 3) {
      assertTrue(process.isAlive(), "ended too early");
      Thread.onSpinWait();
    }
    new ProcessBuilder("kill", "-2", Long.toString(process.pid())).start().waitFor();
    BuiltImage.Ended ended = BuiltImage.end(process);
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertEquals(130, ended.code(), ended::toString);
    assertTrue(ended.out().contains("stuck: was interrupted"), ended.out());
    mark.assertNobodyLeft();
  }

  @Test
  void badInput_isOneSentence() throws Exception {
    says(2, "no script is called \"apo\"", "apo");
    says(2, "\"0\" is no number from 1 to 100000", "-n", "0");
    says(2, "\"soon\" is no duration", "--limit", "soon");
    Files.writeString(project.resolve("taken"), "");
    says(1, "--out: taken cannot be written", "--out", "taken");
  }

  private void says(int code, String sentence, String... arguments) throws Exception {
    BuiltImage.Ended ended = up(arguments);
    assertEquals(code, ended.code(), ended::toString);
    assertTrue(ended.err().contains(sentence), ended.err());
    assertEquals(1, ended.err().lines().count(), ended.err());
    assertEquals("", ended.out());
  }
}
