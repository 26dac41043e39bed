package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `brummer logs` of the built program for ended, killed and running sessions.
@Timeout(180)
class LogsIT {
  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();

  @Test
  void whatWasPrinted_isShownWhole_chosenAndCounted() throws Exception {
    procfile(
        "web: printf 'one\\n\\033[31mERROR two\\033[0m\\nthree\\nthen\\nfour\\nWARN five\\nsix\\n'",
        "api: seq 1 1000");
    BuiltImage.run(project, "run", "web", "api");

    assertEquals(
        "web | one|web | ERROR two|web | three|web | then|web | four|web | WARN five|web | six",
        withoutNotes(logs("web")));
    assertEquals("", logs("web").err());
    assertEquals(1000, logs("api", "--grep", "^\\d+$").out().lines().count());
    assertEquals("web | ERROR two|web | WARN five", withoutNotes(logs("--level", "warn")));
    assertEquals("web | ERROR two", withoutNotes(logs("--grep", "error")));
    assertEquals(
        "web | one|web | ERROR two|web | three|--|web | four|web | WARN five|web | six",
        withoutNotes(logs("web", "--grep", "two|five", "-C", "1")));
    assertEquals(
        "api | 999|api | 1000",
        withoutNotes(logs("api", "--grep", ".", "-v", "-n", "0"))
            + withoutNotes(logs("api", "--grep", "^[0-9]+$", "-n", "2")));
    assertEquals("", withoutNotes(logs("--since", "2031-01-01")));
    assertEquals(1, logs("--grep", "nothing has this").code());
    assertTrue(logs("web", "--json", "--grep", "two").out().startsWith("{\"type\":\"line\""));
    assertTrue(logs("wep").err().endsWith("did you mean web?\n"));
    assertTrue(logs("--grep", "(").err().contains("invalid regular expression for --grep: ("));
    assertTrue(logs("--since", "soon").err().contains("invalid time for --since: \"soon\""));
  }

  @Test
  void runThatWasKilled_hasLostNoLine() throws Exception {
    procfile("web: seq 1 20000; echo up; exec sleep 300");
    Process brummer = BuiltImage.start(project, mark.environment(), "run", "web", "--ui", "plain");
    try (BufferedReader out = reader(brummer)) {
      String line = out.readLine();
      while (!line.endsWith("| up")) {
        line = out.readLine();
      }
    }
    brummer.destroyForcibly().waitFor();

    List<String> lines = logs("web", "--grep", "^\\d").out().lines().toList();

    assertEquals(IntStream.rangeClosed(1, 20_000).mapToObj(i -> "web | " + i).toList(), lines);
    mark.assertNoneLeft();
  }

  @Test
  void runUnderWay_isFollowedToItsEnd() throws Exception {
    procfile("web: echo up; until [ -e go ]; do sleep 0.05; done; echo gone");
    Process brummer = BuiltImage.start(project, mark.environment(), "run", "web", "--ui", "plain");
    try (BufferedReader out = reader(brummer)) {
      out.readLine();
      Process follower = BuiltImage.start(project, Map.of(), "logs", "-f", "--grep", "^(up|gone)$");
      try (BufferedReader followed = reader(follower)) {
        assertEquals("web | up", followed.readLine());
        Files.createFile(project.resolve("go"));
        assertEquals("web | gone", followed.readLine());
      }
      assertTrue(follower.waitFor(30, TimeUnit.SECONDS));
      assertEquals(0, follower.exitValue());
    }
    assertTrue(brummer.waitFor(30, TimeUnit.SECONDS));
  }

  @Test
  void sessions_areListedAndChosen() throws Exception {
    procfile("web: echo first");
    BuiltImage.run(project, "run", "web");
    procfile("web: echo second");
    BuiltImage.run(project, "run", "web");

    assertEquals("web | second", withoutNotes(logs("--grep", "first|second")));
    assertEquals("web | first", withoutNotes(logs("--session", "1", "--grep", "first|second")));
    assertEquals(
        "web | first|web | second",
        withoutNotes(logs("--session", "all", "--grep", "^(first|second)$")));
    assertEquals(2, logs("--sessions").out().lines().count());
    assertTrue(logs("--session", "7").err().contains("2 sessions are recorded"));
  }

  @Test
  void projectThatNeverRan_isSaid() throws Exception {
    BuiltImage.Result result = logs();
    assertEquals(1, result.code());
    assertTrue(
        result.err().startsWith("brummer: no sessions recorded for " + project), result.err());
  }

  private BuiltImage.Result logs(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 1];
    all[0] = "logs";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return BuiltImage.run(project, all);
  }

  /// The output without the messages of brummer, on one line.
  private static String withoutNotes(BuiltImage.Result result) {
    return String.join("|", result.out().lines().filter(line -> !line.contains(" ◆ ")).toList());
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private void procfile(String... lines) throws Exception {
    Files.write(project.resolve("Procfile"), List.of(lines));
  }
}
