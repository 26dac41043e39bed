package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `brummer bench load` of the built program: short runs with small windows.
@Timeout(120)
class BenchLoadIT {
  @TempDir Path folder;

  private final InheritedMarker mark = InheritedMarker.create();

  private Process start(String... options) throws Exception {
    String[] all = new String[options.length + 2];
    all[0] = "bench";
    all[1] = "load";
    System.arraycopy(options, 0, all, 2, options.length);
    Process process = BuiltImage.start(folder, mark.environment(), all);
    process.getOutputStream().close();
    return process;
  }

  /// Waits until the load test has started.
  private static void awaitBegin(Process load) throws Exception {
    StringBuilder said = new StringBuilder();
    while (said.indexOf("load started") < 0) {
      int next = load.getErrorStream().read();
      assertTrue(next >= 0, said::toString);
      said.append((char) next);
    }
  }

  private static boolean isCat(long pid) {
    return ProcessHandle.of(pid).flatMap(p -> p.info().command()).orElse("").endsWith("/cat");
  }

  private static JsonNode check(JsonNode json, String what) {
    for (JsonNode check : json.path("checks")) {
      if (check.path("what").asText().equals(what)) {
        return check;
      }
    }
    throw new AssertionError("no check \"" + what + "\" in " + json.path("checks"));
  }

  @Test
  void shortRun_keepsItsPromises_andTellsTheTrendOfEachMetric() throws Exception {
    BuiltImage.Result result =
        BuiltImage.awaitExit(
            start("--duration", "5s", "--window", "15", "--json", "--out", "reports"));
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertEquals(json, new ObjectMapper().readTree(folder.resolve("reports/load.json").toFile()));
    assertTrue(json.path("samples").size() > 0, json::toPrettyString);
    for (String what :
        List.of(
            "all processes survived the load",
            "all lines were received",
            "all events were handled",
            "all pages contained the script",
            "all processes exited")) {
      assertTrue(check(json, what).path("good").asBoolean(), json::toPrettyString);
    }
    assertEquals(1_000, json.path("rates").path(0).path("done").asInt());
    assertEquals(125, json.path("rates").path(3).path("done").asInt());
    assertEquals("log_processing_rate", json.path("trends").path(1).path("metric").asText());
    assertEquals(json.path("samples").size(), json.path("trends").path(1).path("samples").asInt());
    assertEquals(json.path("good").asBoolean() ? 0 : 1, result.code());
    assertTrue(result.err().contains("lines/s"), result.err());
    JsonNode section =
        new ObjectMapper().readTree(folder.resolve("reports/section-load.json").toFile());
    assertTrue(section.path("plots").size() > 0, section::toPrettyString);
    mark.assertNoneLeft();
  }

  @Test
  void processThatIsLost_failsTheRun() throws Exception {
    Process load = start("--duration", "4s", "--window", "15");
    awaitBegin(load);
    long one = mark.pids().stream().filter(BenchLoadIT::isCat).findFirst().orElseThrow();
    Signals.send("9", one);
    BuiltImage.Result result = BuiltImage.awaitExit(load);
    assertEquals(1, result.code(), result::toString);
    assertTrue(result.out().contains("✗ all processes survived the load (7 of 8)"), result.out());
    assertTrue(result.out().contains("✗ all lines were received"), result.out());
    mark.assertNoneLeft();
  }

  @Test
  void interrupted_endsWithWhatThereIs_andLeavesNobody() throws Exception {
    Process load = start("--duration", "60m");
    awaitBegin(load);
    Signals.send("2", load.pid());
    BuiltImage.Result result = BuiltImage.awaitExit(load);
    assertEquals(130, result.code(), result::toString);
    assertTrue(result.out().contains("(interrupted)"), result.out());
    assertTrue(result.out().contains("insufficient data: "), result.out());
    mark.assertNoneLeft();
  }

  @Test
  void badInput_isOneSentence() throws Exception {
    assertRejected(2, "--duration 5.0s is too short", "--duration", "5s");
    assertRejected(2, "invalid duration \"long\"", "--duration", "long");
    assertRejected(2, "--window 3:", "--window", "3");
    Files.writeString(folder.resolve("taken"), "");
    assertRejected(1, "--out: cannot write taken", "--out", "taken");
  }

  private void assertRejected(int code, String sentence, String... arguments) throws Exception {
    BuiltImage.Result result = BuiltImage.awaitExit(start(arguments));
    assertEquals(code, result.code(), result::toString);
    assertTrue(result.err().contains(sentence), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertEquals("", result.out());
  }
}
