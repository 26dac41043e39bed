package dev.brummer.perf.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A short run of the whole load with an external web server.
@Timeout(120)
final class LoadRunnerTest {
  private static final int WINDOW = 10;
  private static final String SERVER =
      "exec python3 -u -c 'import http.server as h; s = h.ThreadingHTTPServer((\"127.0.0.1\", 0),"
          + " h.SimpleHTTPRequestHandler); print(\"http://localhost:%d/\" % s.server_port);"
          + " s.serve_forever()'";
  private static final List<String> WEB = List.of("/bin/sh", "-c", SERVER);

  private final List<String> notes = new ArrayList<>();

  private LoadRunner load(LoadTestSettings plan, Runnable whileRunning) {
    return new LoadRunner(
        plan,
        new LoadRunner.ProgressListener() {
          @Override
          public void onStatus(LoadStatus view) {
            whileRunning.run();
          }

          @Override
          public void onMessage(String sentence) {
            notes.add(sentence);
          }
        });
  }

  @Test
  void everythingThatIsBegun_comesToItsEnd_andNobodyIsLeft() throws Exception {
    LoadTestSettings plan = new LoadTestSettings(Duration.ofSeconds(2), WINDOW, WEB);
    LoadResult result = load(plan, () -> {}).run();
    assertTrue(result.finished());
    double shortest = result.samples().stream().mapToDouble(LoadSample::length).min().orElse(0);
    assertTrue(shortest >= plan.interval().toNanos() / 2e9, shortest + " s");
    assertTrue(result.samples().size() <= 3 * WINDOW, result.text());
    for (LoadChecks.Check check : result.checks()) {
      // The rates depend on the machine.
      assertTrue(
          check.passed() || check.description().startsWith("the target rate"), check::toString);
    }
    List<Long> done = result.rates().stream().map(RateResult::completed).toList();
    assertEquals(List.of(400L, 100L, 160L, 50L), done);
    JsonNode json = new ObjectMapper().readTree(result.json());
    assertEquals(result.samples().size(), json.path("samples").size());
    assertEquals(5, json.path("trends").size());
  }

  @Test
  void interrupted_tellsWhatThereIs() throws Exception {
    AtomicReference<LoadRunner> load = new AtomicReference<>();
    LoadTestSettings plan = new LoadTestSettings(Duration.ofMinutes(10), WINDOW, WEB);
    load.set(load(plan, () -> load.get().interrupt()));
    LoadResult result = load.get().run();
    assertFalse(result.finished());
    assertTrue(result.text().contains("(interrupted)"), result.text());
    assertTrue(result.text().contains("insufficient data: 0 samples of 20"), result.text());
    assertTrue(result.checks().getLast().passed(), result.text());
  }

  @Test
  void webServerThatDoesNotComeUp_isOneSentence() {
    LoadTestSettings plan =
        new LoadTestSettings(Duration.ofSeconds(2), WINDOW, List.of("/bin/sh", "-c", "exit 4"));
    LoadException failed = assertThrows(LoadException.class, load(plan, () -> {})::run);
    assertEquals("cannot start the load test: web is not ready (exit 4)", failed.getMessage());
  }
}
